using Ludos.Wasm.Fuzz;
using Ludos.Wasm.Fuzz.Differential;
using Ludos.Wasm.Fuzz.Generation;
using Ludos.Wasm.Tests.Conformance;
using Xunit;
using Xunit.Abstractions;

namespace Ludos.Wasm.Tests.Fuzz;

/// <summary>Random valid modules do here what they do in Node: results, traps, memories, globals, tables.</summary>
public class DifferentialTests(ITestOutputHelper output)
{
    private const ulong FirstSeed = 20_261_121;
    private const int QuickCallsPerModule = 128;
    private const int CallsPerModule = 1_000;
    private const long QuickCalls = 30_000;

    public static TheoryData<string> TierNames => [.. Tiers.All];

    [Fact]
    public void GeneratedModulesAreValidAndAlwaysTheSame()
    {
        for (var seed = FirstSeed; seed < FirstSeed + 300; seed++)
        {
            var module = ModuleGenerator.Generate(seed, FeatureProbes.OfThisEngine);
            var decoded = WasmModule.Decode(module.Bytes);
            Assert.True(decoded.IsOk, $"seed {seed}: {decoded.Fault}");
            Assert.Equal(module.Bytes, ModuleGenerator.Generate(seed, FeatureProbes.OfThisEngine).Bytes);
        }
    }

    /// <summary>What once differed, and some of what the generator made when it was young: kept as text, so that they stay what they are.</summary>
    [Theory]
    [MemberData(nameof(TierNames))]
    public void KeptCasesAgree(string tier)
    {
        using var node = NodeSide.Start(ConformanceData.Root);
        var contest = new Contest(node, new LocalSide(Tiers.Options(tier)));
        var compared = 0;
        foreach (var file in Directory.GetFiles(Path.Combine(ConformanceData.Root, "tests", "Ludos.Wasm.Tests", "Fuzz", "Cases"), "*.wat"))
        {
            var bytes = WasmText.Assemble(File.ReadAllBytes(file)).Value;
            if (!node.Accepts(bytes))
            {
                output.WriteLine($"{Path.GetFileName(file)}: not compared, {node.Version} lacks a feature of it");
                continue;
            }

            var (difference, _) = contest.Compare(FuzzJob.OfModule(bytes, QuickCallsPerModule));
            Assert.True(difference is null, $"{Path.GetFileName(file)}: {difference}");
            compared++;
        }

        Assert.True(compared > 1);
    }

    [Theory]
    [MemberData(nameof(TierNames))]
    public void NodeAgreesAboutEveryCall(string tier) => Run(tier, FirstSeed, QuickCalls, QuickCallsPerModule);

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(TierNames))]
    public void NodeAgreesAboutAMillionCalls(string tier) => Run(tier, FirstSeed * 1000, 1_000_000, CallsPerModule);

    /// <summary>A fuzzer that finds nothing proves nothing: an engine that masks the count of 64-bit shifts wrongly is caught.</summary>
    [Fact]
    public void AMiscompiledShiftIsFound()
    {
        using var node = NodeSide.Start(ConformanceData.Root);
        var canary = new LocalSide(new CompileOptions { IsCanary = true });
        var result = new Contest(node, canary).Run(FirstSeed, node.Features & FeatureProbes.OfThisEngine, QuickCalls, QuickCallsPerModule);
        output.WriteLine($"found after {result.Calls} calls or fewer: {(result.Differences.Count > 0 ? result.Differences[0] : null)}");
        Assert.NotEmpty(result.Differences);
    }

    private void Run(string tier, ulong seed, long calls, int callsPerModule)
    {
        using var node = NodeSide.Start(ConformanceData.Root);
        var features = node.Features & FeatureProbes.OfThisEngine;
        var result = new Contest(node, new LocalSide(Tiers.Options(tier))).Run(seed, features, calls, callsPerModule);
        output.WriteLine($"{node.Version}; features compared: {features}; {result.Modules} modules, {result.Calls} calls, {result.Trapped} trapped, {result.Differences.Count} differences");
        Assert.True(result.Differences.Count == 0, string.Join('\n', result.Differences));
        Assert.True(result.Calls >= calls);
    }
}
