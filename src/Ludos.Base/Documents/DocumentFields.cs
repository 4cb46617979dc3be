using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Ludos.Base;

/// <summary>
/// One object of a strict JSON document and the path to it. Every member throws <see cref="DocumentException"/> with a message that names the field;
/// <see cref="Read{T}"/> is where those end. Not kept beyond the read.
/// </summary>
public sealed class DocumentFields
{
    /// <summary>How deep any document of ours nests.</summary>
    public const int MaxDepth = 16;

    private const int ShownLength = 40;
    private const string InstantFormat = "yyyy-MM-ddTHH:mm:ssZ";

    private readonly JsonElement _element;
    private readonly string _path;

    private DocumentFields(JsonElement element, string path, ReadOnlySpan<string> known)
    {
        _element = element;
        _path = path;
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new DocumentException(path.Length == 0 ? "it is not a JSON object" : $"\"{path.TrimEnd('.')}\" is not an object");
        }

        foreach (var field in element.EnumerateObject())
        {
            if (!known.Contains(field.Name))
            {
                throw new DocumentException($"unknown field \"{path}{Shown(field.Name)}\"; known are {string.Join(", ", known.ToArray())}");
            }
        }
    }

    /// <summary>Reads one document: UTF-8 JSON, no comments, no trailing commas, no field twice, nothing behind it.</summary>
    /// <param name="utf8">The whole document.</param>
    /// <param name="maxBytes">More is refused unread.</param>
    /// <param name="known">Fields that the outermost object may have.</param>
    /// <param name="read">Makes the value; its <see cref="DocumentException"/>s are returned as <paramref name="problem"/>.</param>
    /// <param name="value">What <paramref name="read"/> made; default where there is a problem.</param>
    /// <param name="problem">Part of a sentence that says what is wrong and where; null when nothing is.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryRead<T>(ReadOnlyMemory<byte> utf8, int maxBytes, ReadOnlySpan<string> known, Func<DocumentFields, T> read, out T? value, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(read);
        value = default;
        problem = null;
        if (utf8.Length > maxBytes)
        {
            problem = string.Create(CultureInfo.InvariantCulture, $"it has {utf8.Length:N0} bytes; at most {maxBytes:N0} are read");
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            value = read(new DocumentFields(document.RootElement, "", known));
            return true;
        }
        catch (JsonException error)
        {
            problem = Plain($"it is not JSON (line {(error.LineNumber ?? 0) + 1}): {error.Message.TrimEnd('.')}");
        }
        catch (DocumentException fault)
        {
            problem = Plain(fault.Message);
        }
        catch (InvalidOperationException)
        {
            problem = "a text in it is not valid Unicode";
        }

        return false;
    }

    /// <summary>Whether the field is there and not null.</summary>
    public bool Has(string name) => _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>A text of 1 to <paramref name="maxLength"/> characters without control characters.</summary>
    public string Text(string name, int maxLength) => Text(Required(name), _path + name, maxLength);

    /// <summary>A text of 1 to <paramref name="maxLength"/> characters without control characters but line feeds.</summary>
    public string Lines(string name, int maxLength)
    {
        var text = Required(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
        return text is { Length: > 0 } && text.Length <= maxLength && !text.Any(letter => letter != '\n' && char.IsControl(letter)) ? text : throw Bad(name, $"is not a text of lines of at most {maxLength} characters");
    }

    /// <summary>What to throw when a field's value breaks a rule of its document.</summary>
    /// <param name="problem">The end of a sentence that begins with the field.</param>
    public DocumentException Bad(string name, string problem) => new($"\"{_path}{name}\" {problem}");

    /// <summary>Demands that a field is exactly this text.</summary>
    public void Demand(string name, string expected)
    {
        if (Required(name) is not { ValueKind: JsonValueKind.String } value || !value.ValueEquals(expected))
        {
            throw new DocumentException($"\"{_path}{name}\" must be \"{expected}\"");
        }
    }

    /// <summary>A whole number within a range.</summary>
    public long Number(string name, long atLeast, long atMost)
    {
        var value = Required(name);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= atLeast && number <= atMost
            ? number
            : throw new DocumentException(string.Create(CultureInfo.InvariantCulture, $"\"{_path}{name}\" is not a whole number from {atLeast} to {atMost}"));
    }

    public bool Flag(string name) => Required(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new DocumentException($"\"{_path}{name}\" is neither true nor false"),
    };

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public Digest Digest(string name) => Base.Digest.TryParse(Text(name, Base.Digest.TextLength), out var digest)
        ? digest
        : throw new DocumentException($"\"{_path}{name}\" is not a SHA-256 of {Base.Digest.TextLength} lower-case hexadecimal digits");

    /// <summary>An instant of UTC to the second: <c>2026-11-21T20:00:00Z</c>.</summary>
    public DateTimeOffset Instant(string name) =>
        DateTimeOffset.TryParseExact(Text(name, InstantFormat.Length), InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw new DocumentException($"\"{_path}{name}\" is not an instant such as 2026-11-21T20:00:00Z");

    /// <summary>Canonical base64 of at most <paramref name="maxBytes"/> bytes.</summary>
    public byte[] Bytes(string name, int maxBytes) => Bytes(Required(name), _path + name, maxBytes);

    /// <summary>A child object with these fields.</summary>
    public DocumentFields Child(string name, params ReadOnlySpan<string> known) => new(Required(name), $"{_path}{name}.", known);

    /// <summary>A list of objects with these fields, at most <paramref name="maxCount"/>; absent is empty where not required.</summary>
    public ImmutableArray<T> Children<T>(string name, int maxCount, ReadOnlySpan<string> known, Func<DocumentFields, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var items = List(name, maxCount);
        var values = ImmutableArray.CreateBuilder<T>(items.GetArrayLength());
        foreach (var item in items.EnumerateArray())
        {
            values.Add(read(new DocumentFields(item, $"{_path}{name}[{values.Count}].", known)));
        }

        return values.MoveToImmutable();
    }

    /// <summary>A list of texts, at most <paramref name="maxCount"/>, none twice.</summary>
    public ImmutableArray<string> Texts(string name, int maxCount, int maxLength)
    {
        var items = List(name, maxCount);
        var texts = ImmutableArray.CreateBuilder<string>(items.GetArrayLength());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items.EnumerateArray())
        {
            var text = Text(item, string.Create(CultureInfo.InvariantCulture, $"{_path}{name}[{texts.Count}]"), maxLength);
            texts.Add(seen.Add(text) ? text : throw new DocumentException($"\"{_path}{name}\" lists \"{Shown(text)}\" twice"));
        }

        return texts.MoveToImmutable();
    }

    /// <summary>A list of byte strings in canonical base64, each at most <paramref name="maxBytes"/> bytes.</summary>
    public ImmutableArray<byte[]> ByteStrings(string name, int maxCount, int maxBytes)
    {
        var items = List(name, maxCount);
        var values = ImmutableArray.CreateBuilder<byte[]>(items.GetArrayLength());
        foreach (var item in items.EnumerateArray())
        {
            values.Add(Bytes(item, string.Create(CultureInfo.InvariantCulture, $"{_path}{name}[{values.Count}]"), maxBytes));
        }

        return values.MoveToImmutable();
    }

    /// <summary>How an instant stands in documents.</summary>
    public static string Text(DateTimeOffset instant) => instant.ToUniversalTime().ToString(InstantFormat, CultureInfo.InvariantCulture);

    /// <summary>The bytes of a field's raw JSON text, as it stands in the document.</summary>
    public byte[] Raw(string name) => System.Text.Encoding.UTF8.GetBytes(Required(name).GetRawText());

    /// <summary>Foreign names and bytes stand in messages; what would move a terminal's cursor does not.</summary>
    private static string Plain(string message) => string.Concat(message.Select(letter => char.IsControl(letter) ? '?' : letter));

    private static string Shown(string text) => text.Length <= ShownLength ? text : string.Concat(text.AsSpan(0, ShownLength), "…");

    private static byte[] Bytes(JsonElement value, string path, int maxBytes)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text.Length <= ((maxBytes + 2) / 3 * 4))
        {
            var bytes = new byte[(text.Length + 3) / 4 * 3];
            if (Convert.TryFromBase64String(text, bytes, out var length) && length <= maxBytes && Convert.ToBase64String(bytes.AsSpan(0, length)) == text)
            {
                return bytes[..length];
            }
        }

        throw new DocumentException(string.Create(CultureInfo.InvariantCulture, $"\"{path}\" is not base64 of at most {maxBytes} bytes"));
    }

    private static string Text(JsonElement value, string path, int maxLength)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return text is { Length: > 0 } && text.Length <= maxLength && !text.Any(char.IsControl)
            ? text
            : throw new DocumentException(string.Create(CultureInfo.InvariantCulture, $"\"{path}\" is not a text of 1 to {maxLength} characters"));
    }

    private JsonElement List(string name, int maxCount)
    {
        var list = Required(name);
        return list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= maxCount
            ? list
            : throw new DocumentException(string.Create(CultureInfo.InvariantCulture, $"\"{_path}{name}\" is not a list of at most {maxCount}"));
    }

    private JsonElement Required(string name) =>
        _element.TryGetProperty(name, out var value) ? value : throw new DocumentException($"\"{_path}{name}\" is missing");
}
