using System.Globalization;
using System.Text.Json;

namespace Ludos.Modules;

internal sealed class RequiredRule(string[] names, string pointer) : ISchemaRule
{
    public SchemaViolation? Check(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return null;
        foreach (string name in names)
        {
            if (!value.TryGetProperty(name, out _)) return new SchemaViolation(name, pointer, "is missing");
        }

        return null;
    }
}

internal sealed class PropertiesRule(Dictionary<string, SchemaNode> schemas) : ISchemaRule
{
    public SchemaViolation? Check(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return null;
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (schemas.TryGetValue(property.Name, out SchemaNode? schema) && schema.Check(property.Value) is { } violation) return violation.Under(property.Name);
        }

        return null;
    }
}

internal sealed class AdditionalRule(HashSet<string> known, SchemaNode schema) : ISchemaRule
{
    public SchemaViolation? Check(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return null;
        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (!known.Contains(property.Name) && schema.Check(property.Value) is { } violation) return violation.Under(ManifestNode.Printable(property.Name));
        }

        return null;
    }
}

internal sealed class ItemsRule(SchemaNode schema) : ISchemaRule
{
    public SchemaViolation? Check(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) return null;
        int index = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (schema.Check(item) is { } violation) return violation.Under(index);
            index++;
        }

        return null;
    }
}

internal sealed class ItemCountRule(int min, int max, string pointer) : ISchemaRule
{
    public SchemaViolation? Check(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) return null;
        int count = value.GetArrayLength();
        return count >= min && count <= max ? null : new SchemaViolation("", pointer, string.Create(CultureInfo.InvariantCulture, $"has {count} entries; {(count < min ? "at least" : "at most")} {(count < min ? min : max)} are allowed"));
    }
}

internal sealed class UniqueRule(string pointer) : ISchemaRule
{
    public SchemaViolation? Check(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array) return null;
        JsonElement[] items = [.. value.EnumerateArray()];
        for (int index = 1; index < items.Length; index++)
        {
            for (int before = 0; before < index; before++)
            {
                if (JsonElement.DeepEquals(items[before], items[index])) return new SchemaViolation("", pointer, "is given twice").Under(index);
            }
        }

        return null;
    }
}
