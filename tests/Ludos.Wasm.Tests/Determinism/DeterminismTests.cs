using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Ludos.Platform.Processes;
using Xunit;

namespace Ludos.Wasm.Tests.Determinism;

public class DeterminismTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Recorded once; every machine must give them. Write the file anew, after a change to the workloads alone, with the lines of <see cref="StateHashProgram"/>.</summary>
    [Fact]
    public void HashesAreTheRecordedOnes() => Assert.Equal(Recorded(), Lines(NumericWorkloads.HashAll(CompileOptions.Deterministic)));

    [Theory]
    [InlineData("EnableHWIntrinsic", "vectors in software")]
    [InlineData("EnableAVX512", "vectors in hardware")]
    [InlineData("EnableAVX2", "vectors in hardware")]
    [InlineData("EnableAVX", "vectors in hardware")]
    public void HashesAreTheSameWithoutPartsOfTheProcessor(string setting, string machine)
    {
        var lines = RunElsewhere(($"DOTNET_{setting}", "0"));
        if (Vector128.IsHardwareAccelerated)
        {
            Assert.Contains(machine, lines[0], StringComparison.Ordinal);
        }

        Assert.Equal(Recorded(), lines.Skip(1));
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

    private static List<string> RunElsewhere(params (string Name, string Value)[] settings)
    {
        var environment = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value);
        var ran = ChildProcess.Capture("dotnet", [typeof(StateHashProgram).Assembly.Location, StateHashProgram.Command], Longest, AppContext.BaseDirectory, environment);
        Assert.True(ran.TryGet(out var output, out var fault), fault?.ToString());
        Assert.True(output.ExitCode == 0, output.Error);
        return [.. output.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static IEnumerable<string> Lines(IEnumerable<(string Name, string Hash)> hashes) => hashes.Select(entry => $"{entry.Name}\t{entry.Hash}");

    private static string[] Recorded([CallerFilePath] string here = "") => File.ReadAllLines(Path.Combine(Path.GetDirectoryName(here)!, "state-hashes.txt"));
}
