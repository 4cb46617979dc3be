using Ludos.Wasm.Tests.Scripts;
using Xunit;

namespace Ludos.Wasm.Tests.Conformance;

/// <summary>The public scripts again, however their code comes into being; and from the cache on disk.</summary>
[Trait("Category", "Slow")]
public class SpecScriptWaysTests
{
    public static TheoryData<string> Ways => [.. Tiers.Ways];

    [ConformanceTheory]
    [MemberData(nameof(Ways))]
    public void EveryAssertionHolds(string way)
    {
        // Code that is timed stays on the stack until what it called returns, tail calls included.
        var names = ConformanceData.Names().Where(script => way != Tiers.Profiled || !script.StartsWith("return_call", StringComparison.Ordinal)).ToList();
        var failures = names.SelectMany(script => ScriptReports.Of(script, way).Failures.Select(failure => $"{script}: {failure}")).ToList();
        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(20)));
        Assert.Equal(names.Sum(script => ScriptReports.Of(script, Tiers.Explicit).AssertionsPassed), names.Sum(script => ScriptReports.Of(script, way).AssertionsPassed));
    }

    [ConformanceTheory]
    [InlineData(BoundsTier.Explicit)]
    [InlineData(BoundsTier.Guard)]
    public void EveryAssertionHoldsForCodeFromTheCache(BoundsTier tier)
    {
        var folder = Directory.CreateTempSubdirectory("ludos-suite-");
        try
        {
            var told = new List<string>();
            using var cache = CodeCache.Open(Path.Combine(folder.FullName, "wasm"), tell: fault => told.Add(fault.Message)).Value;
            var options = new CompileOptions { Tier = tier, Cache = cache };
            foreach (var script in ConformanceData.Names())
            {
                var first = ScriptRunner.Run(script, ConformanceData.Read(script), options);
                var again = ScriptRunner.Run(script, ConformanceData.Read(script), options);
                Assert.Equal((script, first.AssertionsPassed), (script, again.AssertionsPassed));
                Assert.Equal((script, first.AssertionsRun), (script, again.AssertionsRun));
            }

            Assert.Empty(told);
            Assert.True(cache.Hits >= cache.Misses, $"{cache.Hits} hits, {cache.Misses} misses.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
