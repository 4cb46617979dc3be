using System.Globalization;
using System.Text;

namespace Ludos.Wasm.Tests.Wast.Syntax;

/// <summary>Reads one quoted string and resolves its escapes.</summary>
internal sealed class StringLexer(byte[] source)
{
    private const int MaxUnicodeDigits = 8;

    /// <summary>Reads from the opening quote at <paramref name="at"/>; leaves it behind the closing one.</summary>
    public byte[] Read(ref int at, Position position)
    {
        var bytes = new MemoryStream();
        at++;
        while (at < source.Length)
        {
            var value = source[at++];
            switch (value)
            {
                case (byte)'"':
                    return bytes.ToArray();
                case (byte)'\\':
                    ReadEscape(ref at, bytes, position);
                    break;
                case < 0x20 or 0x7F:
                    throw new WastSyntaxException("illegal character in string", position);
                default:
                    bytes.WriteByte(value);
                    break;
            }
        }

        throw new WastSyntaxException("unclosed string", position);
    }

    private void ReadEscape(ref int at, MemoryStream bytes, Position position)
    {
        var escape = at < source.Length ? (char)source[at++] : '\0';
        if (escape == 'u')
        {
            ReadUnicode(ref at, bytes, position);
            return;
        }

        if (Uri.IsHexDigit(escape) && at < source.Length && Uri.IsHexDigit((char)source[at]))
        {
            bytes.WriteByte((byte)((Uri.FromHex(escape) << 4) | Uri.FromHex((char)source[at++])));
            return;
        }

        bytes.WriteByte(escape switch
        {
            't' => (byte)'\t',
            'n' => (byte)'\n',
            'r' => (byte)'\r',
            '"' => (byte)'"',
            '\'' => (byte)'\'',
            '\\' => (byte)'\\',
            _ => throw new WastSyntaxException("illegal escape", position),
        });
    }

    private void ReadUnicode(ref int at, MemoryStream bytes, Position position)
    {
        var end = Array.IndexOf(source, (byte)'}', at);
        var length = end - at - 1;
        if (end < 0 || source[at] != '{' || length is < 1 or > MaxUnicodeDigits
            || !int.TryParse(Encoding.ASCII.GetString(source, at + 1, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || !Rune.IsValid(code))
        {
            throw new WastSyntaxException("malformed unicode escape", position);
        }

        Span<byte> utf8 = stackalloc byte[4];
        bytes.Write(utf8[..new Rune(code).EncodeToUtf8(utf8)]);
        at = end + 1;
    }
}
