using System.Collections.Immutable;
using System.Globalization;
using Ludos.Base;
using NuGet.Versioning;
using Xunit;

namespace Ludos.Modules.Tests;

/// <summary>
/// A random catalogue in numbers: module m has versions 1.0.0, 2.0.0, ...; a requirement is an interval of them. The resolver gets
/// it as a catalogue, an oracle as numbers, so that the two share nothing but the question.
/// </summary>
internal sealed class RandomGraph
{
    private readonly Random _random;

    /// <param name="reach">How far in number a module's dependencies lie from it.</param>
    public RandomGraph(int seed, int moduleCount, int maxVersions, int maxNeeds, int reach, double rootShare, bool withSpecials)
    {
        _random = new Random(seed);
        VersionCounts = [.. Enumerable.Range(0, moduleCount).Select(_ => _random.Next(1, maxVersions + 1))];
        IsPrerelease = [.. VersionCounts.Select(count => Flags(count, withSpecials ? 0.2 : 0))];
        IsYanked = [.. VersionCounts.Select(count => Flags(count, withSpecials ? 0.2 : 0))];
        Needs = [.. Enumerable.Range(0, moduleCount).Select(module => Enumerable.Range(0, VersionCounts[module]).Select(_ => RandomNeeds(module, maxNeeds, reach)).ToArray())];
        Roots = [.. Enumerable.Range(0, moduleCount).Where(module => module == 0 || _random.NextDouble() < rootShare).Select(module => RandomNeed(module, isWide: true))];
    }

    /// <summary>A wish for versions <paramref name="From"/> to <paramref name="To"/> of a module, counted from 0.</summary>
    public readonly record struct Need(int Module, int From, int To);

    public int[] VersionCounts { get; }

    public bool[][] IsPrerelease { get; }

    public bool[][] IsYanked { get; }

    /// <summary>By module and version.</summary>
    public Need[][][] Needs { get; }

    public Need[] Roots { get; }

    /// <summary>What the rules of the resolver take for a need, told over: yanked ones never, prereleases where a bound is one.</summary>
    public bool Meets(Need need, int version) =>
        version >= need.From && version <= need.To && !IsYanked[need.Module][version]
        && (!IsPrerelease[need.Module][version] || IsPrerelease[need.Module][need.From] || IsPrerelease[need.Module][need.To]);

    public ResolveRequest Request() => new([.. Roots.Select(Dependency)]);

    public MemoryCatalogue Catalogue()
    {
        var catalogue = new MemoryCatalogue();
        for (int module = 0; module < VersionCounts.Length; module++)
        {
            for (int version = 0; version < VersionCounts[module]; version++)
            {
                ImmutableArray<Dependency> dependencies = [.. Needs[module][version].Select(Dependency)];
                catalogue.Add(Id(module), new ModuleCandidate(Version(module, version), default, dependencies, IsYanked[module][version] ? "yanked" : null));
            }
        }

        return catalogue;
    }

    /// <summary>Whether a resolution keeps every rule, and holds nothing that nothing needs.</summary>
    public void AssertValid(Resolution resolution)
    {
        Dictionary<string, int> chosen = resolution.Modules.ToDictionary(module => module.Id, module => module.Version.Major - 1, StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Queue<Need>(Roots);
        while (pending.TryDequeue(out Need need))
        {
            Assert.True(chosen.TryGetValue(Id(need.Module), out int version), $"{Id(need.Module)} is needed");
            Assert.True(Meets(need, version), $"{Id(need.Module)} {version} does not do");
            if (!reached.Add(Id(need.Module))) continue;
            foreach (Need next in Needs[need.Module][version]) pending.Enqueue(next);
        }

        Assert.Equal(chosen.Count, reached.Count);
    }

    public static Result<Resolution, ResolveErrorCode> Resolve(ResolveRequest request, IModuleCatalogue catalogue) =>
        Resolver.Resolve(request, catalogue).AsTask().GetAwaiter().GetResult();

    private static string Id(int module) => string.Create(CultureInfo.InvariantCulture, $"m{module}");

    private SemanticVersion Version(int module, int version) => SemanticVersion.Parse(string.Create(CultureInfo.InvariantCulture, $"{version + 1}.0.0{(IsPrerelease[module][version] ? "-rc.1" : "")}"));

    private Dependency Dependency(Need need) => new(Id(need.Module), CatalogueText.Range($"[{Version(need.Module, need.From)},{Version(need.Module, need.To)}]"));

    private bool[] Flags(int count, double share) => [.. Enumerable.Range(0, count).Select(_ => _random.NextDouble() < share)];

    private Need[] RandomNeeds(int module, int maxNeeds, int reach)
    {
        IEnumerable<int> others = Enumerable.Range(Math.Max(0, module - reach), Math.Min(VersionCounts.Length, module + reach + 1) - Math.Max(0, module - reach)).Where(other => other != module);
        return [.. others.OrderBy(_ => _random.Next()).Take(_random.Next(maxNeeds + 1)).Order().Select(other => RandomNeed(other, isWide: false))];
    }

    private Need RandomNeed(int module, bool isWide)
    {
        int first = _random.Next(VersionCounts[module]);
        int second = _random.Next(VersionCounts[module]);
        return isWide ? new Need(module, 0, VersionCounts[module] - 1) : new Need(module, Math.Min(first, second), Math.Max(first, second));
    }
}
