using System.Text.Json;

namespace Ludos.Modules;

/// <summary>Turns a schema's text into rules. Keywords that it does not know are refused.</summary>
internal sealed class SchemaReader(JsonElement root)
{
    private const string DefinitionsPointer = "#/$defs/";

    private readonly Dictionary<string, SchemaNode> _definitions = new(StringComparer.Ordinal);

    public SchemaNode Read()
    {
        // Definitions exist before they are read, since they name each other.
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("$defs", out JsonElement definitions))
        {
            foreach (JsonProperty definition in Object(definitions, "#/$defs")) _definitions[definition.Name] = new SchemaNode(DefinitionsPointer + definition.Name);
            foreach (JsonProperty definition in definitions.EnumerateObject()) Fill(_definitions[definition.Name], definition.Value);
        }

        SchemaNode whole = Node(root, "#");
        foreach (SchemaNode definition in _definitions.Values) RefuseCircle(definition, []);
        return whole;
    }

    private SchemaNode Node(JsonElement schema, string pointer)
    {
        var node = new SchemaNode(pointer);
        Fill(node, schema);
        return node;
    }

    private void Fill(SchemaNode node, JsonElement schema)
    {
        if (schema.ValueKind == JsonValueKind.True) return;
        if (schema.ValueKind == JsonValueKind.False)
        {
            node.Add(new NeverRule(node.Pointer));
            return;
        }

        foreach (JsonProperty keyword in Object(schema, node.Pointer))
        {
            string pointer = $"{node.Pointer}/{keyword.Name}";
            if (Simple(keyword, pointer) is { } rule) node.Add(rule);
            else if (Applied(node, schema, keyword, pointer) is { } applied) node.Add(applied);
            else if (!IsNote(node, keyword, pointer)) throw new SchemaException(pointer, "is a keyword that is not known here.");
        }
    }

    /// <summary>Rules that look at the value alone.</summary>
    private static ISchemaRule? Simple(JsonProperty keyword, string pointer) => keyword.Name switch
    {
        "type" => new TypeRule(keyword.Value.GetString()!, pointer),
        "const" => new EnumRule([keyword.Value.Clone()], pointer),
        "enum" => new EnumRule([.. keyword.Value.EnumerateArray().Select(value => value.Clone())], pointer),
        "required" => new RequiredRule([.. keyword.Value.EnumerateArray().Select(name => name.GetString()!)], pointer),
        "minItems" => new ItemCountRule(keyword.Value.GetInt32(), int.MaxValue, pointer),
        "maxItems" => new ItemCountRule(0, keyword.Value.GetInt32(), pointer),
        "uniqueItems" when keyword.Value.ValueKind == JsonValueKind.True => new UniqueRule(pointer),
        "minLength" => new LengthRule(keyword.Value.GetInt32(), int.MaxValue, pointer),
        "maxLength" => new LengthRule(0, keyword.Value.GetInt32(), pointer),
        "pattern" => new PatternRule(keyword.Value.GetString()!, pointer),
        "minimum" => new BoundRule(keyword.Value.GetDecimal(), decimal.MaxValue, pointer),
        "maximum" => new BoundRule(decimal.MinValue, keyword.Value.GetDecimal(), pointer),
        _ => null,
    };

    /// <summary>Rules that hand the value, or its parts, to other schemas.</summary>
    private ISchemaRule? Applied(SchemaNode node, JsonElement schema, JsonProperty keyword, string pointer)
    {
        switch (keyword.Name)
        {
            case "properties": return new PropertiesRule(Object(keyword.Value, pointer).ToDictionary(property => property.Name, property => Node(property.Value, $"{pointer}/{property.Name}"), StringComparer.Ordinal));
            case "additionalProperties": return new AdditionalRule(schema.TryGetProperty("properties", out JsonElement known) ? [.. known.EnumerateObject().Select(property => property.Name)] : [], Node(keyword.Value, pointer));
            case "items": return new ItemsRule(Node(keyword.Value, pointer));
            case "$ref": return new AllRule([InPlace(node, Referred(keyword.Value.GetString()!, pointer))]);
            case "not": return new NotRule(InPlace(node, Node(keyword.Value, pointer)), pointer);
            case "allOf": return new AllRule(Several(node, keyword.Value, pointer));
            case "anyOf": return new CountRule(Several(node, keyword.Value, pointer), int.MaxValue, pointer);
            case "oneOf": return new CountRule(Several(node, keyword.Value, pointer), 1, pointer);
            case "if": return new IfRule(InPlace(node, Node(keyword.Value, pointer)), Branch(node, schema, "then"), Branch(node, schema, "else"));
            default: return null;
        }
    }

    /// <summary>Keywords that ask nothing by themselves.</summary>
    private static bool IsNote(SchemaNode node, JsonProperty keyword, string pointer) => keyword.Name switch
    {
        "$schema" => keyword.Value.GetString() == JsonSchema.Draft ? true : throw new SchemaException(pointer, $"is not {JsonSchema.Draft}."),
        "$defs" => node.Pointer == "#" ? true : throw new SchemaException(pointer, "is known at the top only."),
        "title" or "description" or "default" or "$id" or "$comment" or "uniqueItems" => true,
        "then" or "else" => true,
        _ => false,
    };

    private SchemaNode? Branch(SchemaNode node, JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out JsonElement branch) ? InPlace(node, Node(branch, $"{node.Pointer}/{keyword}")) : null;

    private SchemaNode[] Several(SchemaNode node, JsonElement list, string pointer) =>
        [.. list.EnumerateArray().Select((schema, index) => InPlace(node, Node(schema, $"{pointer}/{index}")))];

    private static SchemaNode InPlace(SchemaNode node, SchemaNode applied)
    {
        node.InPlace.Add(applied);
        return applied;
    }

    private SchemaNode Referred(string reference, string pointer) =>
        reference.StartsWith(DefinitionsPointer, StringComparison.Ordinal) && _definitions.TryGetValue(reference[DefinitionsPointer.Length..], out SchemaNode? node)
            ? node
            : throw new SchemaException(pointer, $"names {reference}, which is not among the definitions.");

    /// <summary>A schema that asks itself about the same value would never answer.</summary>
    private static void RefuseCircle(SchemaNode node, HashSet<SchemaNode> above)
    {
        if (!above.Add(node)) throw new SchemaException(node.Pointer, "leads back to itself.");
        foreach (SchemaNode next in node.InPlace) RefuseCircle(next, above);
        above.Remove(node);
    }

    private static JsonElement.ObjectEnumerator Object(JsonElement element, string pointer) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : throw new SchemaException(pointer, "is not an object.");
}
