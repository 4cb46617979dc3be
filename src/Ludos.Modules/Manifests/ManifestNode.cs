using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Ludos.Modules;

/// <summary>A JSON value with its path, so that every complaint names the field.</summary>
internal readonly struct ManifestNode(JsonElement element, string path)
{
    public string Path { get; } = path;

    public ManifestFault Bad(string problem, string mend = "") => new(Path, problem, mend);

    /// <summary>A rule between several values, or of what a text means: more than the schema can say.</summary>
    public ManifestFault BadTogether(string problem, string mend) => new(Path, problem, mend) { IsBeyondSchema = true };

    /// <summary>Refuses fields outside <paramref name="known"/>.</summary>
    public void CheckFields(string what, params ReadOnlySpan<string> known)
    {
        Expect(JsonValueKind.Object, "an object");
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (known.Contains(property.Name)) continue;
            string? near = NearestName.Find(property.Name, known.ToArray());
            throw new ManifestFault(
                Child(Printable(property.Name)),
                $"is not a field of {what}.",
                near is null ? $"Fields: {string.Join(", ", known.ToArray())}." : $"Did you mean \"{near}\"?");
        }
    }

    public ManifestNode? Optional(string field) =>
        element.TryGetProperty(field, out JsonElement child) ? new ManifestNode(child, Child(field)) : null;

    public ManifestNode Required(string field) =>
        Optional(field) ?? throw new ManifestFault(Child(field), "is missing.", $"Add \"{field}\".");

    public string Text(int maxLength)
    {
        Expect(JsonValueKind.String, "a string");
        string text = element.GetString()!;
        if (text.Length == 0) throw Bad("is empty.");
        if (text.Length > maxLength) throw Bad($"has {text.Length} characters; at most {maxLength} are allowed.", "Shorten it.");
        return text;
    }

    /// <returns>The index in <paramref name="names"/> of the one given.</returns>
    public int Choice(string what, params string[] names)
    {
        string given = Text(ModuleLimits.MaxNameLength);
        int index = Array.IndexOf(names, given);
        if (index >= 0) return index;
        string? near = NearestName.Find(given, names);
        throw Bad(
            $"is \"{Printable(given)}\", not {what}.",
            near is null ? $"Use one of: {string.Join(", ", names)}." : $"Did you mean \"{near}\"? All: {string.Join(", ", names)}.");
    }

    public bool Flag() => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw WrongKind("true or false"),
    };

    public long Integer(long min, long max)
    {
        Expect(JsonValueKind.Number, "a number");
        if (!element.TryGetDecimal(out decimal number) || decimal.Truncate(number) != number) throw Bad("is not a whole number.", $"Give a whole number from {min} to {max}.");
        if (number < min || number > max) throw Bad($"is {element.GetRawText()}; it must be from {min} to {max}.");
        return (long)number;
    }

    public double Number(double min, double max)
    {
        Expect(JsonValueKind.Number, "a number");
        double value = element.GetDouble();
        if (!(value >= min && value <= max)) throw Bad($"is {element.GetRawText()}; it must be from {min} to {max}.");
        return value;
    }

    public ImmutableArray<ManifestNode> Items(int maxCount)
    {
        Expect(JsonValueKind.Array, "a list");
        int count = element.GetArrayLength();
        if (count > maxCount) throw Bad($"has {count} entries; at most {maxCount} are allowed.");
        var items = ImmutableArray.CreateBuilder<ManifestNode>(count);
        foreach (JsonElement item in element.EnumerateArray())
        {
            items.Add(new ManifestNode(item, Path + "[" + items.Count.ToString(CultureInfo.InvariantCulture) + "]"));
        }

        return items.MoveToImmutable();
    }

    private string Child(string field) => Path.Length == 0 ? field : Path + "." + field;

    /// <summary>Foreign text made fit for a message: bounded, and without control characters.</summary>
    public static string Printable(string text)
    {
        const int shownLength = 48;
        string shown = text.Length <= shownLength ? text : text[..shownLength] + "...";
        return string.Concat(shown.Select(c => char.IsControl(c) ? '?' : c));
    }

    private void Expect(JsonValueKind kind, string expected)
    {
        if (element.ValueKind != kind) throw WrongKind(expected);
    }

    private ManifestFault WrongKind(string expected)
    {
        string found = element.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => "a string",
            JsonValueKind.Number => "a number",
            JsonValueKind.Null => "null",
            _ => "true or false",
        };
        return Bad($"is {found}; {expected} is expected.");
    }
}
