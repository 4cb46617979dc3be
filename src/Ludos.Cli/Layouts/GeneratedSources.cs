using System.Collections.Immutable;
using System.Text;
using Ludos.Base;
using Ludos.Protocols.Generator;

namespace Ludos.Cli.Layouts;

/// <summary>The files that follow from the schemas, as they must be and as they are.</summary>
internal static class GeneratedSources
{
    public static Result<ImmutableArray<GeneratedFile>, LayoutErrorCode> All(string root)
    {
        var files = ImmutableArray.CreateBuilder<GeneratedFile>();
        foreach (var set in SchemaSet.All)
        {
            if (!SchemaCompiler.Compile(root, set).TryGet(out var request, out var notCompiled))
            {
                return notCompiled;
            }

            if (!SourceGenerator.Generate(request, set.Target).TryGet(out var generated, out var refused))
            {
                return new Fault<LayoutErrorCode>(LayoutErrorCode.BadSchema, refused.Message, refused.Mend);
            }

            files.AddRange(generated);
        }

        return files.ToImmutable();
    }

    /// <summary>Committed files that are not what the schemas say, and generated ones that no schema stands behind any more.</summary>
    public static IEnumerable<string> Stale(string root, IReadOnlyCollection<GeneratedFile> files) =>
        files.Where(file => !IsCurrent(root, file)).Select(file => file.Path).Concat(Orphans(root, files));

    /// <summary>Writes what differs and removes what nothing stands behind.</summary>
    /// <returns>The paths touched.</returns>
    public static IReadOnlyList<string> Write(string root, IReadOnlyCollection<GeneratedFile> files)
    {
        var touched = Stale(root, files).ToList();
        foreach (var orphan in Orphans(root, files).ToList())
        {
            File.Delete(Path.Combine(root, orphan));
        }

        foreach (var file in files.Where(file => touched.Contains(file.Path)))
        {
            var path = Path.Combine(root, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text, new UTF8Encoding(false));
        }

        return touched;
    }

    private static bool IsCurrent(string root, GeneratedFile file)
    {
        var path = Path.Combine(root, file.Path);
        return File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(file.Text));
    }

    private static IEnumerable<string> Orphans(string root, IReadOnlyCollection<GeneratedFile> files) =>
        from place in SchemaSet.All.Select(set => (Folder: set.Target.SharpFolder, Pattern: "*.g.cs")).Append((Folder: GeneratorTarget.ScriptFolder, Pattern: "*.ts"))
        let folder = Path.Combine(root, place.Folder)
        where Directory.Exists(folder)
        from path in Directory.EnumerateFiles(folder, place.Pattern, SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(root, path).Replace('\\', '/')
        where files.All(file => file.Path != relative)
        select relative;
}
