using System.Globalization;
using System.Text.Json;

namespace Ludos.Trust;

/// <summary>A JSON value and the name of the field that holds it, so that every complaint names the field. Unknown fields are let be: TUF says so.</summary>
internal readonly struct TufNode(JsonElement element, string field)
{
    private const string ExpiryFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public JsonElement Element => element;

    public static string Printable(string text)
    {
        const int shownLength = 64;
        var shown = text.Length <= shownLength ? text : text[..shownLength] + "...";
        return string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c));
    }

    public TufDocumentException Bad(string problem) => new(TufErrorCode.BadMetadata, $"\"{Printable(field)}\" {problem}");

    public TufNode? Optional(string name)
    {
        Expect(JsonValueKind.Object, "an object");
        return element.TryGetProperty(name, out var child) && child.ValueKind != JsonValueKind.Null ? new TufNode(child, name) : null;
    }

    public TufNode Required(string name) => Optional(name) ?? throw new TufDocumentException(TufErrorCode.BadMetadata, $"\"{name}\" is missing in \"{Printable(field)}\".");

    public string Text(int maxLength)
    {
        Expect(JsonValueKind.String, "text");
        var text = Decode();
        return text.Length <= maxLength ? text : throw Bad($"has {text.Length} characters; at most {maxLength} are allowed.");
    }

    public bool Flag() => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Bad("is neither true nor false."),
    };

    public long Integer(long min)
    {
        Expect(JsonValueKind.Number, "a number");
        return element.TryGetInt64(out var value) && value >= min && value <= TufLimits.MaxInteger
            ? value
            : throw Bad(string.Create(CultureInfo.InvariantCulture, $"is not a whole number from {min} to {TufLimits.MaxInteger}."));
    }

    public DateTimeOffset Time() =>
        DateTimeOffset.TryParseExact(Text(ExpiryFormat.Length), ExpiryFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw Bad("is not a time of the form 2030-12-31T23:59:59Z.");

    public JsonElement.ArrayEnumerator Items(int maxCount)
    {
        Expect(JsonValueKind.Array, "a list");
        var count = element.GetArrayLength();
        return count <= maxCount ? element.EnumerateArray() : throw Bad($"has {count} entries; at most {maxCount} are allowed.");
    }

    public JsonElement.ObjectEnumerator Fields()
    {
        Expect(JsonValueKind.Object, "an object");
        return element.EnumerateObject();
    }

    private string Decode()
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new TufDocumentException(TufErrorCode.BadJson, $"\"{Printable(field)}\" holds half of a surrogate pair, which is not Unicode.");
        }
    }

    private void Expect(JsonValueKind kind, string expected)
    {
        if (element.ValueKind != kind)
        {
            throw Bad($"is not {expected}.");
        }
    }
}
