namespace Ludos.Modules;

/// <summary>What in a document breaks a schema.</summary>
/// <param name="Path">Of the value, such as <c>units[0].reads[1]</c>; empty for the whole.</param>
/// <param name="Rule">JSON pointer of the keyword in the schema, such as <c>#/$defs/unit/required</c>.</param>
/// <param name="Problem">The end of a sentence that begins with the path.</param>
internal sealed record SchemaViolation(string Path, string Rule, string Problem)
{
    public SchemaViolation Under(string field) =>
        this with { Path = Path.Length == 0 ? field : Path[0] == '[' ? field + Path : field + "." + Path };

    public SchemaViolation Under(int index) => Under(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"[{index}]"));
}
