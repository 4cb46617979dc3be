using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Protocols.Generator;

namespace Ludos.Cli.Layouts;

/// <summary>Proves that C#, C and TypeScript have the bytes that the schemas say.</summary>
internal static class LayoutProof
{
    /// <param name="Files">Schemas with shared memory in them.</param>
    /// <param name="Bytes">Bytes of structs that each language filled.</param>
    /// <param name="Problems">Each names the language and the field; empty when all agree.</param>
    public sealed record Report(int Files, int Structs, int Fields, int Placements, int Bytes, IReadOnlyList<string> Problems);

    public static Result<Report, LayoutErrorCode> Run(string root)
    {
        if (!GeneratedSources.All(root).TryGet(out var files, out var fault))
        {
            return fault;
        }

        if (!SchemaCompiler.Layouts(root).TryGet(out var layouts, out var badLayouts))
        {
            return badLayouts;
        }

        var problems = GeneratedSources.Stale(root, files).Select(path => $"{path} is not what the schemas say; run ./ludos layout generate.").ToList();
        var expected = LayoutLines.Expected(layouts);
        problems.AddRange(Differences("C#", expected, SharpProbe.Lines(layouts, GeneratorTarget.Protocols, typeof(Protocols.MessageReader).Assembly)));
        using var folder = new ScratchFolder();
        if (!ProbeRuns.C(root, folder.Path, layouts).TryGet(out var c, out var noC))
        {
            return noC;
        }

        if (!ProbeRuns.Script(root, folder.Path, layouts).TryGet(out var script, out var noScript))
        {
            return noScript;
        }

        problems.AddRange(Differences("C", expected, c));
        problems.AddRange(Differences("TypeScript", expected, script));
        var structs = layouts.SelectMany(layout => layout.Structs).ToList();
        return new Report(layouts.Length, structs.Count, structs.Sum(memory => memory.Fields.Length), layouts.Sum(layout => layout.Maps.Sum(map => map.Placements.Length)), structs.Sum(memory => memory.Bytes), problems);
    }

    private static IEnumerable<string> Differences(string language, IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        if (expected.Count != actual.Count)
        {
            yield return $"{language} has {actual.Count} lines to compare, the schemas {expected.Count}.";
        }

        foreach (var (must, has) in expected.Zip(actual).Where(pair => pair.First != pair.Second))
        {
            yield return $"{language}: '{has}' where the schemas say '{must}'.";
        }
    }
}
