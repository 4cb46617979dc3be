using System.Collections.Immutable;
using System.Text;
using Ludos.Base;
using NuGet.Versioning;
using Xunit;

namespace Ludos.Modules.Tests;

/// <summary>A catalogue in lines: <c>a 1.0.0 -> b [1.0.0,2.0.0); c (,)</c>; a version that ends in <c>!</c> is yanked.</summary>
internal static class CatalogueText
{
    public static MemoryCatalogue Catalogue(string lines)
    {
        var catalogue = new MemoryCatalogue();
        foreach (string line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] sides = line.Split("->", StringSplitOptions.TrimEntries);
            string[] subject = sides[0].Split(' ');
            bool isYanked = subject[1].EndsWith('!');
            string version = subject[1].TrimEnd('!');
            catalogue.Add(subject[0], new ModuleCandidate(
                SemanticVersion.Parse(version),
                DigestOf(subject[0], version),
                sides.Length == 1 ? [] : Dependencies(sides[1]),
                isYanked ? "it lost saved games" : null));
        }

        return catalogue;
    }

    public static ImmutableArray<Dependency> Dependencies(string text) =>
        [.. text.Split(';', StringSplitOptions.TrimEntries).Select(part => part.Split(' ', 2)).Select(part => new Dependency(part[0], Range(part[1])))];

    public static VersionRange Range(string text) => ManifestVersions.TryRange(text, out VersionRange? range) ? range : throw new FormatException(text);

    public static Digest DigestOf(string id, string version) => Digest.Of(Encoding.UTF8.GetBytes($"{id} {version}"));

    /// <summary>The set as <c>a 1.0.0, b 2.0.0</c>, or the fault's message.</summary>
    public static string Solve(string roots, string lines, Func<ResolveRequest, ResolveRequest>? with = null)
    {
        var result = Resolve(roots, lines, with);
        return result.IsOk ? string.Join(", ", result.Value.Modules.Select(module => $"{module.Id} {module.Version}")) : result.Fault.Message;
    }

    public static Result<Resolution, ResolveErrorCode> Resolve(string roots, string lines, Func<ResolveRequest, ResolveRequest>? with = null)
    {
        var request = new ResolveRequest(Dependencies(roots)) { RootName = "pond" };
        Task<Result<Resolution, ResolveErrorCode>> solving = Resolver.Resolve(with is null ? request : with(request), Catalogue(lines)).AsTask();
        Assert.True(solving.IsCompleted);
        return solving.Result;
    }

    /// <summary>The lockfile of what solves the roots among the lines.</summary>
    public static Lockfile Lock(string roots, string lines) => Lockfile.Of(Dependencies(roots), Resolve(roots, lines).Value);
}
