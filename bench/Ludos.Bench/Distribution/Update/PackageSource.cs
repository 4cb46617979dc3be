using System.IO.Compression;
using System.Security;
using Ludos.Base;
using Ludos.Bench.Wasm;
using Ludos.Platform.Processes;
using Ludos.Store;

namespace Ludos.Bench.Distribution.Update;

/// <summary>Packages by the ordinary client, into a folder below artifacts/ that later runs find again. What is not the pinned file is refused.</summary>
internal sealed class PackageSource(string repositoryRoot)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _folder = Path.Combine(repositoryRoot, "artifacts", "bench-packages");

    /// <summary>Fetches every version that is not there yet.</summary>
    internal void Fetch(IEnumerable<PackagePair> pairs)
    {
        var wanted = pairs.SelectMany(pair => (IEnumerable<(string Id, string Version)>)[(pair.Id, pair.Old), (pair.Id, pair.New)]).Distinct().ToArray();
        if (wanted.All(each => File.Exists(PathOf(each.Id, each.Version))))
        {
            return;
        }

        _ = Directory.CreateDirectory(_folder);
        var items = wanted.GroupBy(each => each.Id).Select(group => $"<PackageDownload Include=\"{SecurityElement.Escape(group.Key)}\" Version=\"{string.Join(';', group.Select(each => $"[{each.Version}]"))}\" />");
        var project = Path.Combine(_folder, "fetch.csproj");
        File.WriteAllText(project, $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences></PropertyGroup><ItemGroup>{string.Concat(items)}</ItemGroup></Project>");

        // Nothing of this repository's own settings for this project.
        foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            File.WriteAllText(Path.Combine(_folder, name), "<Project />");
        }

        var restored = ChildProcess.Capture("dotnet", ["restore", project, "--packages", Path.Combine(_folder, "packages")], Patience, _folder);
        if (!restored.TryGet(out var output, out var fault))
        {
            throw new BenchmarkException($"The packages could not be fetched: {fault}");
        }

        if (output.ExitCode != 0)
        {
            throw new BenchmarkException($"The packages could not be fetched: {output.Output}");
        }
    }

    /// <summary>The files of one package, unzipped, in ordinal order: the content to model a module by.</summary>
    internal (IReadOnlyList<NamedContent> Files, long PackageBytes) Read(string id, string version, string sha256)
    {
        var package = File.ReadAllBytes(PathOf(id, version));
        if (Digest.Of(package).ToString() != sha256)
        {
            throw new BenchmarkException($"{id} {version} is not the file that was pinned.");
        }

        using var zip = new ZipArchive(new MemoryStream(package));
        var files = new List<NamedContent>();
        foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')).OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            using var stream = entry.Open();
            var content = new MemoryStream();
            stream.CopyTo(content);
            files.Add(NamedContent.Of(entry.FullName, content.ToArray()));
        }

        return (files, package.Length);
    }

    private string PathOf(string id, string version)
    {
        // The client's own layout: all in lower case.
        var name = id.ToLowerInvariant();
        return Path.Combine(_folder, "packages", name, version, $"{name}.{version}.nupkg");
    }
}
