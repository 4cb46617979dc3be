using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ludos.Modules;

/// <summary>The schema <c>false</c>.</summary>
internal sealed class NeverRule(string pointer) : ISchemaRule
{
    public SchemaViolation? Check(JsonElement value) => new("", pointer, "may not be here");
}

internal sealed class TypeRule : ISchemaRule
{
    private readonly string _type;
    private readonly string _pointer;
    private readonly Predicate<JsonElement> _holds;

    public TypeRule(string type, string pointer)
    {
        _type = type;
        _pointer = pointer;
        _holds = type switch
        {
            "object" => value => value.ValueKind == JsonValueKind.Object,
            "array" => value => value.ValueKind == JsonValueKind.Array,
            "string" => value => value.ValueKind == JsonValueKind.String,
            "number" => value => value.ValueKind == JsonValueKind.Number,
            "integer" => IsInteger,
            "boolean" => value => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value => value.ValueKind == JsonValueKind.Null,
            _ => throw new SchemaException(pointer, $"is {type}, which is no type."),
        };
    }

    public SchemaViolation? Check(JsonElement value) => _holds(value) ? null : new("", _pointer, $"is not of type {_type}");

    /// <summary>1, 1.0 and 1e2 are integers; what is past a decimal's range is one too, and left to the bounds.</summary>
    private static bool IsInteger(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number) return false;
        return value.TryGetDecimal(out decimal number) ? decimal.Truncate(number) == number : value.TryGetDouble(out double large) && Math.Floor(large) == large;
    }
}

/// <summary><c>enum</c>, and <c>const</c> as an enum of one.</summary>
internal sealed class EnumRule(JsonElement[] values, string pointer) : ISchemaRule
{
    public SchemaViolation? Check(JsonElement value)
    {
        foreach (JsonElement known in values)
        {
            if (JsonElement.DeepEquals(known, value)) return null;
        }

        return new("", pointer, $"is none of {string.Join(", ", values.Select(known => known.GetRawText()))}");
    }
}

internal sealed class LengthRule(int min, int max, string pointer) : ISchemaRule
{
    public SchemaViolation? Check(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        int length = value.GetString()!.EnumerateRunes().Count();
        return length >= min && length <= max ? null : new("", pointer, string.Create(CultureInfo.InvariantCulture, $"has {length} characters; {(length < min ? "at least" : "at most")} {(length < min ? min : max)} are allowed"));
    }
}

/// <summary>Regular expressions in what JavaScript and .NET agree on, without look-around; matched in time linear in the text.</summary>
internal sealed class PatternRule : ISchemaRule
{
    private readonly string _pattern;
    private readonly string _pointer;
    private readonly Regex _regex;

    public PatternRule(string pattern, string pointer)
    {
        _pattern = pattern;
        _pointer = pointer;

        // In .NET a '$' also stands before a line feed at the end; in JSON Schema it does not.
        string exact = pattern.EndsWith('$') && !pattern.EndsWith("\\$", StringComparison.Ordinal) ? pattern[..^1] + "\\z" : pattern;
        try
        {
            _regex = new Regex(exact, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new SchemaException(pointer, $"cannot be matched: {error.Message}");
        }
    }

    public SchemaViolation? Check(JsonElement value) =>
        value.ValueKind != JsonValueKind.String || _regex.IsMatch(value.GetString()!) ? null : new("", _pointer, $"does not match {_pattern}");
}

internal sealed class BoundRule(decimal min, decimal max, string pointer) : ISchemaRule
{
    public SchemaViolation? Check(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number) return null;
        bool holds = value.TryGetDecimal(out decimal number)
            ? number >= min && number <= max
            : value.TryGetDouble(out double far) && far >= (double)min && far <= (double)max;
        return holds ? null : new("", pointer, string.Create(CultureInfo.InvariantCulture, $"is {value.GetRawText()}; {(min > decimal.MinValue ? "at least" : "at most")} {(min > decimal.MinValue ? min : max)} is allowed"));
    }
}
