using Ludos.Protocols.Generator;

namespace Ludos.Cli.Layouts;

/// <summary>Schemas that are compiled together, and where what follows from them goes.</summary>
/// <param name="Folder">Below the checkout; imports begin there.</param>
internal sealed record SchemaSet(string Folder, GeneratorTarget Target)
{
    /// <summary>The product's own, then those that tests alone use.</summary>
    public static IReadOnlyList<SchemaSet> All { get; } =
    [
        new("protocols", GeneratorTarget.Protocols),
        new("tests/Ludos.Protocols.Tests/schemas", new GeneratorTarget("Ludos.Protocols.Tests.Schemas", "tests/Ludos.Protocols.Tests/Generated", false, "tests/Ludos.Protocols.Tests/schemas")),
    ];

    /// <summary>Its schemas, relative to its folder, in ordinal order.</summary>
    public IReadOnlyList<string> Files(string root)
    {
        var folder = Path.Combine(root, Folder);
        return [.. Directory.EnumerateFiles(folder, "*.capnp", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }
}
