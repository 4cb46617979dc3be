using Ludos.Base;
using Xunit;

namespace Ludos.Modules.Tests;

/// <summary>The resolver against oracles that try every choice, and know nothing of PubGrub.</summary>
public sealed class OracleTests
{
    private const int SmallGraphs = 1_000;
    private const int LargeGraphs = 30;
    private const int ManyLargeGraphs = 1_000;
    private const int LargeModules = 1_000;
    private const int Reach = 3;

    [Fact]
    public void AThousandGraphsAgreeWithTryingEverySet()
    {
        int solvable = 0;
        for (int seed = 0; seed < SmallGraphs; seed++)
        {
            var graph = new RandomGraph(seed, moduleCount: 3 + (seed % 4), maxVersions: 4, maxNeeds: 3, reach: 6, rootShare: 0.4, withSpecials: seed % 2 == 1);
            bool expected = AnySet(graph, new int[graph.VersionCounts.Length], 0);
            solvable += expected ? 1 : 0;
            Judge(graph, expected, seed);
        }

        // A canary: were nearly all of one kind, agreement would prove little.
        Assert.InRange(solvable, SmallGraphs / 5, SmallGraphs * 4 / 5);
    }

    [Fact]
    public void GraphsOfAThousandModulesAgreeWithTryingEveryWindow() => JudgeLarge(LargeGraphs);

    [Fact]
    [Trait("Category", "Slow")]
    public void AThousandGraphsOfAThousandModulesAgree() => JudgeLarge(ManyLargeGraphs);

    private static void JudgeLarge(int count)
    {
        int solvable = 0;
        for (int seed = 0; seed < count; seed++)
        {
            var graph = new RandomGraph(seed, LargeModules, maxVersions: 4, maxNeeds: 2, Reach, rootShare: 0.01 + (seed % 3 * 0.01), withSpecials: false);
            bool expected = WindowOracle.IsSolvable(graph, Reach);
            solvable += expected ? 1 : 0;
            Judge(graph, expected, seed);
        }

        Assert.InRange(solvable, count / 10, count * 9 / 10);
    }

    private static void Judge(RandomGraph graph, bool expected, int seed)
    {
        Result<Resolution, ResolveErrorCode> result = RandomGraph.Resolve(graph.Request(), graph.Catalogue());

        Assert.True(expected == result.IsOk, $"seed {seed}: the oracle says {(expected ? "solvable" : "not solvable")}; {result.Fault?.Message}");
        if (result.IsOk)
        {
            graph.AssertValid(result.Value);
            ResolveRequest request = graph.Request();
            Resolution again = RandomGraph.Resolve(request with { Locked = Lockfile.Of(request.Roots, result.Value) }, graph.Catalogue()).Value;
            Assert.Equal(result.Value.Modules.Select(module => (module.Id, module.Version)), again.Modules.Select(module => (module.Id, module.Version)));
        }
        else
        {
            Assert.Equal(ResolveErrorCode.Unsolvable, result.Fault.Code);
            Assert.EndsWith("the game cannot have what it asks for.", result.Fault.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Every choice of absent (0) or a version for every module.</summary>
    private static bool AnySet(RandomGraph graph, int[] chosen, int module)
    {
        if (module == chosen.Length) return Holds(graph, chosen);
        for (chosen[module] = 0; chosen[module] <= graph.VersionCounts[module]; chosen[module]++)
        {
            if (AnySet(graph, chosen, module + 1)) return true;
        }

        return false;
    }

    private static bool Holds(RandomGraph graph, int[] chosen)
    {
        if (!graph.Roots.All(need => chosen[need.Module] > 0 && graph.Meets(need, chosen[need.Module] - 1))) return false;
        for (int module = 0; module < chosen.Length; module++)
        {
            if (chosen[module] == 0) continue;
            if (!graph.Needs[module][chosen[module] - 1].All(need => chosen[need.Module] > 0 && graph.Meets(need, chosen[need.Module] - 1))) return false;
        }

        return true;
    }
}
