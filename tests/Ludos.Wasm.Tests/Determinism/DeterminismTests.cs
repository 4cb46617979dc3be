using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Ludos.Platform.Processes;
using Ludos.Wasm.Tests.Conformance;
using Xunit;

namespace Ludos.Wasm.Tests.Determinism;

public class DeterminismTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    /// <summary>Recorded once; every machine must give them. Write the file anew, after a change to the workloads alone, with the lines of <see cref="ChildProgram.StateHashes"/>.</summary>
    [Fact]
    public void HashesAreTheRecordedOnes() => Assert.Equal(Recorded(), Lines(NumericWorkloads.HashAll(CompileOptions.Deterministic)));

    [Theory]
    [InlineData("EnableHWIntrinsic", "vectors in software")]
    [InlineData("EnableAVX512", "vectors in hardware")]
    [InlineData("EnableAVX2", "vectors in hardware")]
    [InlineData("EnableAVX", "vectors in hardware")]
    public void HashesAreTheSameWithoutPartsOfTheProcessor(string setting, string machine)
    {
        var lines = RunElsewhere([ChildProgram.StateHashes], setting);
        if (Vector128.IsHardwareAccelerated)
        {
            Assert.Contains(machine, lines[0], StringComparison.Ordinal);
        }

        Assert.Equal(Recorded(), lines.Skip(1));
    }

    [Theory]
    [InlineData("EnableHWIntrinsic")]
    [InlineData("EnableAVX512")]
    [InlineData("EnableAVX")]
    public void RandomModulesDoTheSameWithoutPartsOfTheProcessor(string setting) =>
        Compare(setting, RandomModules.Few);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("EnableAVX512")]
    [InlineData("EnableAVX2")]
    [InlineData("EnableAVX")]
    public void ManyRandomModulesDoTheSameWithoutPartsOfTheProcessor(string setting) =>
        Compare(setting, RandomModules.Many);

    [Fact]
    public void RandomModulesMeetNaNs()
    {
        var raw = RandomModules.Run(CompileOptions.Deterministic with { CanonicalNaN = false }, RandomModules.Few);
        Assert.Contains(raw.Zip(RandomModules.Run(CompileOptions.Deterministic, RandomModules.Few)), pair => pair.First != pair.Second);
    }

    [ConformanceTheory]
    [Trait("Category", "Slow")]
    [InlineData("EnableHWIntrinsic")]
    [InlineData("EnableAVX512")]
    [InlineData("EnableAVX")]
    public void ScriptsAboutNumbersHoldWithoutPartsOfTheProcessor(string setting)
    {
        var held = RunElsewhere([ChildProgram.Scripts], setting)[^1];
        Assert.Equal($"{ScriptSweep.Run(new CompileOptions()).Held} held", held);
    }

    /// <summary>What a processor would give by itself differs, so the tests above can fail.</summary>
    [Fact]
    public void WithoutCanonicalNaNsTheProcessorShows()
    {
        var raw = NumericWorkloads.HashAll(CompileOptions.Deterministic with { CanonicalNaN = false });
        var changed = raw.Zip(NumericWorkloads.HashAll(CompileOptions.Deterministic)).Where(pair => pair.First.Hash != pair.Second.Hash).Select(pair => pair.First.Name).ToList();
        Assert.Contains("scalar operations", changed);
        Assert.Contains("f32x4", changed);
        Assert.Contains("f64x2", changed);
        Assert.Contains("iterated maps", changed);
        Assert.DoesNotContain("i16x8", changed);
    }

    private static void Compare(string setting, int modules)
    {
        var elsewhere = RunElsewhere([ChildProgram.Modules, modules.ToString(CultureInfo.InvariantCulture)], setting);
        Assert.Equal(RandomModules.Run(CompileOptions.Deterministic, modules), elsewhere.Skip(1));
    }

    private static List<string> RunElsewhere(string[] command, string setting)
    {
        var environment = new Dictionary<string, string?> { [$"DOTNET_{setting}"] = "0" };
        var ran = ChildProcess.Capture("dotnet", [typeof(ChildProgram).Assembly.Location, .. command], Longest, AppContext.BaseDirectory, environment);
        Assert.True(ran.TryGet(out var output, out var fault), fault?.ToString());
        Assert.True(output.ExitCode == 0, output.Error + output.Output);
        return [.. output.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static IEnumerable<string> Lines(IEnumerable<(string Name, string Hash)> hashes) => hashes.Select(entry => $"{entry.Name}\t{entry.Hash}");

    private static string[] Recorded([CallerFilePath] string here = "") => File.ReadAllLines(Path.Combine(Path.GetDirectoryName(here)!, "state-hashes.txt"));
}
