using System.Text.Json;

namespace Ludos.Modules;

/// <summary><c>allOf</c>, and <c>$ref</c> as an allOf of one.</summary>
internal sealed class AllRule(SchemaNode[] schemas) : ISchemaRule
{
    public SchemaViolation? Check(JsonElement value)
    {
        foreach (SchemaNode schema in schemas)
        {
            if (schema.Check(value) is { } violation) return violation;
        }

        return null;
    }
}

/// <summary><c>anyOf</c> and <c>oneOf</c>: at least one schema holds, and at most so many.</summary>
internal sealed class CountRule(SchemaNode[] schemas, int most, string pointer) : ISchemaRule
{
    public SchemaViolation? Check(JsonElement value)
    {
        int holding = schemas.Count(schema => schema.Check(value) is null);
        if (holding == 0) return new SchemaViolation("", pointer, $"fits none of {schemas.Length} alternatives");
        return holding <= most ? null : new SchemaViolation("", pointer, $"fits {holding} alternatives where it may fit {most}");
    }
}

internal sealed class NotRule(SchemaNode schema, string pointer) : ISchemaRule
{
    public SchemaViolation? Check(JsonElement value) => schema.Check(value) is null ? new SchemaViolation("", pointer, "is what it may not be") : null;
}

internal sealed class IfRule(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : ISchemaRule
{
    public SchemaViolation? Check(JsonElement value) => (condition.Check(value) is null ? then : otherwise)?.Check(value);
}
