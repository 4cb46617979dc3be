using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>A JSON value with its path, so that every complaint names the field. What does not fit throws <see cref="DocumentFault"/>.</summary>
public readonly struct DocumentNode(JsonElement element, string path)
{
    /// <summary>How times are written: UTC, to the second.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public bool IsNull => element.ValueKind == JsonValueKind.Null;

    public DocumentFault Bad(string problem) => new(path, problem);

    /// <summary>Demands exactly these fields.</summary>
    public void Fields(params ReadOnlySpan<string> known)
    {
        Expect(JsonValueKind.Object, "an object");
        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name))
            {
                throw new DocumentFault(Child(ForeignText.Printable(property.Name)), "is not a field here");
            }
        }

        foreach (var field in known)
        {
            if (!element.TryGetProperty(field, out _))
            {
                throw new DocumentFault(Child(field), "is missing");
            }
        }
    }

    /// <summary>A field that <see cref="Fields"/> demanded.</summary>
    public DocumentNode this[string field] => element.TryGetProperty(field, out var child) ? new DocumentNode(child, Child(field)) : throw new DocumentFault(Child(field), "is missing");

    /// <summary>Text of 1 to <paramref name="maxLength"/> characters.</summary>
    public string Text(int maxLength)
    {
        Expect(JsonValueKind.String, "a string");
        var text = element.GetString()!;
        return text.Length > 0 && text.Length <= maxLength ? text : throw Bad($"has {text.Length} characters; 1 to {maxLength} are expected");
    }

    /// <summary>Demands one text.</summary>
    public void Is(string expected)
    {
        Expect(JsonValueKind.String, "a string");
        var text = element.GetString()!;
        if (text != expected)
        {
            throw Bad($"is \"{ForeignText.Printable(text)}\", not \"{expected}\"");
        }
    }

    public Digest Digest()
    {
        var text = Text(Base.Digest.TextLength);
        return Base.Digest.TryParse(text, out var digest) ? digest : throw Bad("is not a digest of 64 lower-case hexadecimal digits");
    }

    /// <summary>Standard base64 with padding.</summary>
    public byte[] Bytes(int maxBytes)
    {
        Expect(JsonValueKind.String, "a string");
        var text = Encoding.UTF8.GetBytes(element.GetString()!);
        if (text.Length > Base64.GetMaxEncodedToUtf8Length(maxBytes))
        {
            throw Bad($"has more than {maxBytes} bytes");
        }

        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, bytes, out var used, out var written) == System.Buffers.OperationStatus.Done && used == text.Length && written <= maxBytes
            ? bytes[..written]
            : throw Bad("is not base64");
    }

    /// <summary>A whole number from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public long Integer(long min, long max)
    {
        Expect(JsonValueKind.Number, "a number");
        return element.TryGetInt64(out var value) && value >= min && value <= max ? value : throw Bad($"is not a whole number from {min} to {max}");
    }

    /// <summary>A time, UTC, to the second: <see cref="TimeFormat"/>.</summary>
    public DateTimeOffset Time()
    {
        Expect(JsonValueKind.String, "a string");
        return DateTimeOffset.TryParseExact(element.GetString(), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw Bad("is not a time such as 2026-01-31T12:00:00Z");
    }

    public ImmutableArray<DocumentNode> Items(int maxCount)
    {
        Expect(JsonValueKind.Array, "a list");
        var count = element.GetArrayLength();
        if (count > maxCount)
        {
            throw Bad($"has {count} entries; it may have {maxCount}");
        }

        var items = ImmutableArray.CreateBuilder<DocumentNode>(count);
        foreach (var item in element.EnumerateArray())
        {
            items.Add(new DocumentNode(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{items.Count}]")));
        }

        return items.MoveToImmutable();
    }

    /// <summary>How a time is written; parts of a second are cut off.</summary>
    public static string TimeText(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    private string Child(string field) => path.Length == 0 ? field : $"{path}.{field}";

    private void Expect(JsonValueKind kind, string expected)
    {
        if (element.ValueKind != kind)
        {
            throw Bad($"is not {expected}");
        }
    }
}
