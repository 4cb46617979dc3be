using System.Text.Json;

namespace Ludos.Modules;

/// <summary>
/// A JSON Schema of draft 2020-12, read once and executed on documents. It has the keywords that our schemas use; any other
/// is refused when the schema is read, so that no rule is ever passed over in silence. Immutable and thread-safe.
/// </summary>
internal sealed class JsonSchema
{
    public const string Draft = "https://json-schema.org/draft/2020-12/schema";

    private readonly SchemaNode _root;

    private JsonSchema(SchemaNode root) => _root = root;

    /// <param name="utf8">The schema's text.</param>
    /// <exception cref="SchemaException">It is not such a schema; the message gives the pointer.</exception>
    public static JsonSchema Load(ReadOnlyMemory<byte> utf8)
    {
        using JsonDocument document = JsonDocument.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return new JsonSchema(new SchemaReader(document.RootElement).Read());
    }

    /// <returns>The first rule that is broken, in the schema's order; null when none is.</returns>
    public SchemaViolation? Check(JsonElement document) => _root.Check(document);
}
