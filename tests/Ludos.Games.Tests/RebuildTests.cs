using Xunit;

namespace Ludos.Games.Tests;

/// <summary>The committed wasm is what its committed source says.</summary>
public class RebuildTests
{
    private const int TicksCompared = 90;

    [CompilerFact]
    public void TheRecordedCompilerGivesTheSameBytes()
    {
        var check = CCompiler.Run(Checkout.PathOf("games/build.sh"), "--check");
        var isRecorded = CCompiler.Here() == CCompiler.Recorded;
        Assert.True(check.ExitCode == 0 || (!isRecorded && check.ExitCode == 1), check.Error);
    }

    /// <summary>Another compiler, or another level of the same, may give other bytes but never another game.</summary>
    [CompilerFact]
    public void OtherCodeFromTheSameSourceReachesTheSameState()
    {
        using var folder = Copied("games/shoal");
        var flags = folder.PathOf("sdk/c/module.flags");
        if (CCompiler.Here() == CCompiler.Recorded)
        {
            File.WriteAllText(flags, File.ReadAllText(flags).Replace("-O3", "-O1", StringComparison.Ordinal));
        }

        var build = CCompiler.Run(folder.PathOf("games/build.sh"), folder.PathOf("games/shoal"));
        Assert.True(build.ExitCode == 0, build.Error);
        Assert.NotEqual(File.ReadAllBytes(Checkout.PathOf("games/shoal/flock/flock.wasm")), File.ReadAllBytes(folder.PathOf("games/shoal/flock/flock.wasm")));

        using var committed = new ShoalGame();
        using var rebuilt = new ShoalGame(folder.PathOf("games/shoal"));
        committed.Step(TicksCompared);
        rebuilt.Step(TicksCompared);
        foreach (var (one, other) in committed.Regions.Zip(rebuilt.Regions))
        {
            Assert.Equal(one.Name, other.Name);
            Assert.True(one.Front.SequenceEqual(other.Front), $"The region {one.Name} differs.");
        }
    }

    [CompilerFact]
    public void AChangedSourceIsNoticed()
    {
        using var folder = Copied("tests/modules");
        var source = folder.PathOf("tests/modules/good/proof.c");
        File.WriteAllText(source, File.ReadAllText(source).Replace("value += 1", "value += 2", StringComparison.Ordinal));
        var check = CCompiler.Run(folder.PathOf("games/build.sh"), "--check", folder.PathOf("tests/modules/good"));
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("differs: tests/modules/good/proof.wasm", check.Error, StringComparison.Ordinal);
    }

    [CompilerFact]
    public void ASourceThatDoesNotCompileFailsTheBuildAndLeavesTheOldWasm()
    {
        using var folder = Copied("tests/modules");
        var wasm = folder.PathOf("tests/modules/good/proof.wasm");
        var before = File.ReadAllBytes(wasm);
        File.AppendAllText(folder.PathOf("tests/modules/good/proof.c"), "\nint broken = ;\n");
        var build = CCompiler.Run(folder.PathOf("games/build.sh"), folder.PathOf("tests/modules/good"));
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("proof.c", build.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(wasm));
    }

    private static TempFolder Copied(string modules)
    {
        var folder = new TempFolder();
        folder.CopyFromCheckout("sdk/c");
        folder.CopyFromCheckout(modules);
        Directory.CreateDirectory(folder.PathOf("games"));
        File.Copy(Checkout.PathOf("games/build.sh"), folder.PathOf("games/build.sh"));
        return folder;
    }
}
