namespace Ludos.Protocols.Generator;

/// <summary>Where generated files go.</summary>
/// <param name="Namespace">Of the C#, before what the schema's folder adds.</param>
/// <param name="SharpFolder">Of the C#, below the checkout, before what the schema's folder adds.</param>
/// <param name="HasLayouts">Whether the C header and the TypeScript constants are written too.</param>
/// <param name="SchemaFolder">Where the schemas lie, for comments.</param>
public sealed record GeneratorTarget(string Namespace, string SharpFolder, bool HasLayouts, string SchemaFolder)
{
    /// <summary>Of the TypeScript, below the checkout: a file for each schema at the schema's path, and layout.ts, which exports them all.</summary>
    public const string ScriptFolder = "web/src/arena/generated";

    /// <summary>What protocols/ becomes.</summary>
    public static GeneratorTarget Protocols { get; } = new("Ludos.Protocols", "src/Ludos.Protocols/Generated", true, "protocols");

    /// <summary>system/v1/arena.capnp gives Ludos.Protocols.System.V1.</summary>
    internal string NamespaceOf(string schemaPath) => string.Join('.', schemaPath.Split('/')[..^1].Select(Names.Pascal).Prepend(Namespace));

    internal string PathOf(string schemaPath, string stem) => string.Join('/', [SharpFolder, .. schemaPath.Split('/')[..^1].Select(Names.Pascal), stem + ".g.cs"]);
}
