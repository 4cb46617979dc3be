using System.Text.Json;

namespace Ludos.Modules;

/// <summary>A schema, or one within it: its keywords in the order written.</summary>
internal sealed class SchemaNode(string pointer)
{
    private readonly List<ISchemaRule> _rules = [];

    public string Pointer => pointer;

    /// <summary>Schemas that see the same value as this one: followed to refuse those that lead back to themselves.</summary>
    public List<SchemaNode> InPlace { get; } = [];

    public void Add(ISchemaRule rule) => _rules.Add(rule);

    public SchemaViolation? Check(JsonElement value)
    {
        foreach (ISchemaRule rule in _rules)
        {
            if (rule.Check(value) is { } violation) return violation;
        }

        return null;
    }
}

/// <summary>One keyword with what it was given.</summary>
internal interface ISchemaRule
{
    /// <returns>Null where the value keeps it, or where it says nothing of values of this kind.</returns>
    SchemaViolation? Check(JsonElement value);
}
