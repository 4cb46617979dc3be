using System.Collections.Immutable;
using System.Globalization;
using Ludos.Base;
using Ludos.Modules;
using NuGet.Versioning;

namespace Ludos.Bench.Distribution;

/// <summary>Catalogues of a thousand modules in the shapes that real ones have, and in worse ones. Seeded: one number is one catalogue.</summary>
internal sealed class ResolveGraphs(int seed, int moduleCount, int versionCount)
{
    private const int Needs = 5;

    private readonly Random _random = new(seed);

    /// <summary>Libraries over libraries: every version wants a span of versions near its own age of five further down.</summary>
    public (ResolveRequest, MemoryCatalogue) Layered() =>
        Make([Any(0), Any(1), Any(2)], (module, version) => Below(module, Needs).Select(other => Near(other, version, 4)), reachAll: true);

    /// <summary>A thousand at once, all over the same ten.</summary>
    public (ResolveRequest, MemoryCatalogue) Shared()
    {
        var shared = moduleCount - 10;
        return Make([.. Enumerable.Range(0, shared).Select(Any)], (module, version) => module >= shared ? [] : Pick(shared, moduleCount, 3).Select(other => Near(other, version, 8)), reachAll: false);
    }

    /// <summary>The newest of everything wants the newest below it, and the last is held at its oldest: each level has to step back.</summary>
    public (ResolveRequest, MemoryCatalogue) HeldBack() =>
        Make([Any(0), new Need(moduleCount - 1, 0, 0)], (module, version) => module == moduleCount - 1 ? [] : [new Need(module + 1, Math.Max(0, version - 1), version), .. Below(module + 1, 2).Select(other => new Need(other, 0, version))], reachAll: true);

    /// <summary>Narrow random wishes about where they stop being solvable: conflict upon conflict.</summary>
    public (ResolveRequest, MemoryCatalogue) Tangled() =>
        Make([Any(0), Any(1), Any(2)], (module, _) => Pick(Math.Max(0, module - 30), Math.Min(moduleCount, module + 30), 3).Where(other => other != module).Select(Random), reachAll: true);

    /// <summary>Like layered, but what one library needs of another at the bottom is not there in any way.</summary>
    public (ResolveRequest, MemoryCatalogue) Impossible() =>
        Make([Any(0), Any(1), Any(2), new Need(moduleCount - 1, 0, 0)], (module, version) => module == moduleCount - 1 ? [] : Below(module, Needs - 1).Select(other => Near(other, version, 4)).Where(need => need.Module != moduleCount - 1).Append(new Need(moduleCount - 1, 1, versionCount - 1)), reachAll: true);

    private readonly record struct Need(int Module, int From, int To);

    private (ResolveRequest, MemoryCatalogue) Make(Need[] roots, Func<int, int, IEnumerable<Need>> needs, bool reachAll)
    {
        var catalogue = new MemoryCatalogue();
        for (var module = 0; module < moduleCount; module++)
        {
            for (var version = 0; version < versionCount; version++)
            {
                var wanted = needs(module, version).ToList();
                if (reachAll && module + 1 < moduleCount && wanted.TrueForAll(need => need.Module != module + 1))
                {
                    wanted.Add(Any(module + 1));
                }

                catalogue.Add(Id(module), new ModuleCandidate(Version(version), default, [.. wanted.Select(Dependency)]));
            }
        }

        return (new ResolveRequest([.. roots.Select(Dependency)]), catalogue);
    }

    private Need Any(int module) => new(module, 0, versionCount - 1);

    private Need Near(int module, int version, int span) => new(module, Math.Max(0, version - span), Math.Min(versionCount - 1, version + span));

    private Need Random(int module)
    {
        var from = _random.Next(versionCount);
        return new Need(module, Math.Max(0, from - (versionCount / 3)), Math.Min(versionCount - 1, from + (versionCount / 3)));
    }

    private IEnumerable<int> Below(int module, int count) => Pick(module + 1, Math.Min(moduleCount, module + 60), count);

    private SortedSet<int> Pick(int from, int end, int count)
    {
        var picked = new SortedSet<int>();
        for (var tries = 0; tries < count && from < end; tries++)
        {
            _ = picked.Add(_random.Next(from, end));
        }

        return picked;
    }

    private static string Id(int module) => string.Create(CultureInfo.InvariantCulture, $"m{module}");

    private static NuGetVersion Version(int version) => new(version + 1, 0, 0);

    private static Dependency Dependency(Need need) => new(Id(need.Module), new VersionRange(Version(need.From), true, Version(need.To), true));
}
