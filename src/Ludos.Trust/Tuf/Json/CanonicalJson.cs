using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Ludos.Trust;

/// <summary>
/// OLPC canonical JSON: the bytes that TUF signs. Names sorted by code point, no white space, whole numbers only, and in strings nothing
/// escaped but the quotation mark and the backslash. One value has one form.
/// </summary>
internal static class CanonicalJson
{
    /// <summary>The canonical bytes of a value.</summary>
    /// <exception cref="TufDocumentException">A number that is not whole, or text that is not Unicode.</exception>
    public static byte[] Of(JsonElement value)
    {
        var output = new ArrayBufferWriter<byte>(JsonMarshal.GetRawUtf8Value(value).Length);
        Write(value, output);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Writes text with its quotation marks.</summary>
    public static void WriteText(ReadOnlySpan<byte> utf8, ArrayBufferWriter<byte> output)
    {
        output.Write("\""u8);
        for (var at = utf8.IndexOfAny((byte)'"', (byte)'\\'); at >= 0; at = utf8.IndexOfAny((byte)'"', (byte)'\\'))
        {
            output.Write(utf8[..at]);
            output.Write("\\"u8);
            output.Write(utf8.Slice(at, 1));
            utf8 = utf8[(at + 1)..];
        }

        output.Write(utf8);
        output.Write("\""u8);
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output);
                break;
            case JsonValueKind.Array:
                WriteList(value, output);
                break;
            case JsonValueKind.String:
                WriteString(value, output);
                break;
            case JsonValueKind.Number:
                WriteNumber(JsonMarshal.GetRawUtf8Value(value), output);
                break;
            default:
                output.Write(JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }

    private static void WriteObject(JsonElement value, ArrayBufferWriter<byte> output)
    {
        output.Write("{"u8);
        var isFirst = true;
        foreach (var (name, child) in InOrder(value))
        {
            if (!isFirst)
            {
                output.Write(","u8);
            }

            isFirst = false;
            WriteText(name, output);
            output.Write(":"u8);
            Write(child, output);
        }

        output.Write("}"u8);
    }

    private static List<(byte[] Name, JsonElement Value)> InOrder(JsonElement value)
    {
        var fields = new List<(byte[] Name, JsonElement Value)>();
        var isSorted = true;
        foreach (var field in value.EnumerateObject())
        {
            var raw = JsonMarshal.GetRawUtf8PropertyName(field);
            var name = raw.Contains((byte)'\\') ? Unescape(() => field.Name) : raw.ToArray();
            isSorted = isSorted && (fields.Count == 0 || fields[^1].Name.AsSpan().SequenceCompareTo(name) < 0);
            fields.Add((name, field.Value));
        }

        if (!isSorted)
        {
            // The order of UTF-8 bytes is the order of code points.
            fields.Sort((a, b) => a.Name.AsSpan().SequenceCompareTo(b.Name));
        }

        return fields;
    }

    private static void WriteList(JsonElement value, ArrayBufferWriter<byte> output)
    {
        output.Write("["u8);
        var isFirst = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!isFirst)
            {
                output.Write(","u8);
            }

            isFirst = false;
            Write(item, output);
        }

        output.Write("]"u8);
    }

    private static void WriteString(JsonElement value, ArrayBufferWriter<byte> output)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.Contains((byte)'\\'))
        {
            WriteText(Unescape(() => value.GetString()!), output);
        }
        else
        {
            output.Write(raw);
        }
    }

    private static void WriteNumber(ReadOnlySpan<byte> raw, ArrayBufferWriter<byte> output)
    {
        if (raw.ContainsAny("."u8[0], "e"u8[0], "E"u8[0]) || raw.SequenceEqual("-0"u8))
        {
            throw new TufDocumentException(TufErrorCode.BadJson, $"The number {Encoding.ASCII.GetString(raw[..Math.Min(raw.Length, 24)])} is not whole; signed metadata has whole numbers only.");
        }

        output.Write(raw);
    }

    private static byte[] Unescape(Func<string> read)
    {
        try
        {
            return Encoding.UTF8.GetBytes(read());
        }
        catch (InvalidOperationException)
        {
            throw new TufDocumentException(TufErrorCode.BadJson, "Text holds half of a surrogate pair, which is not Unicode.");
        }
    }
}
