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

    [CompilerFact]
    public void TheRecordedCompilerGivesTheSameKernels()
    {
        var check = CCompiler.Run(Checkout.PathOf("bench/kernels/build.sh"), "--check");
        var isRecorded = CCompiler.Here() == File.ReadAllText(Checkout.PathOf("bench/kernels/COMPILER")).Trim();
        Assert.True(check.ExitCode == 0 || (!isRecorded && check.ExitCode == 1), check.Error);
    }

    [CompilerFact]
    public void OtherCodeFromTheSameSourceReachesTheSameState()
    {
        using var folder = Copied("games/shoal");
        BuildOtherCode(folder, "games/shoal");
        Assert.NotEqual(File.ReadAllBytes(Checkout.PathOf("games/shoal/flock/flock.wasm")), File.ReadAllBytes(folder.PathOf("games/shoal/flock/flock.wasm")));
        SameStateAfterPlay(Checkout.PathOf("games/shoal"), folder.PathOf("games/shoal"));
    }

    [CompilerFact]
    public void OtherCodeOfTheTemplateReachesTheSameState()
    {
        using var committed = Copied("templates/game");
        using var rebuilt = Copied("templates/game");
        BuildOtherCode(rebuilt, "templates/game");
        foreach (var folder in new[] { committed, rebuilt })
        {
            foreach (var file in Directory.EnumerateFiles(folder.PathOf("templates/game"), "*.json", SearchOption.AllDirectories))
            {
                File.WriteAllText(file, File.ReadAllText(file).Replace("__NAME__", "comets", StringComparison.Ordinal));
            }
        }

        SameStateAfterPlay(committed.PathOf("templates/game"), rebuilt.PathOf("templates/game"));
    }

    [CompilerFact]
    public void CartridgesBuiltHereDrawTheSamePicture()
    {
        using var folder = Copied("games");
        var ludos = new LudosCommand(folder.Root);
        var scripts = Directory.EnumerateFiles(folder.PathOf("games"), "build.sh", SearchOption.AllDirectories).Where(script => script != folder.PathOf("games/build.sh")).ToList();
        Assert.NotEmpty(scripts);
        foreach (var script in scripts)
        {
            var committed = Directory.EnumerateFiles(Path.GetDirectoryName(script)!, "*.wasm").Single();
            var rebuilt = folder.PathOf("rebuilt.wasm");
            var build = CCompiler.Run(script, rebuilt);
            Assert.True(build.ExitCode == 0, build.Error);
            string[] pictures = ["--headless", "--frames", "120", "--hash", "memory:0x04+16,memory:0xA0+6400", "--at", "1,60,120"];
            var expected = ludos.Run(["play", committed, .. pictures]);
            Assert.True(expected.ExitCode == 0, expected.Error);
            Assert.Equal(expected.Output, ludos.Run(["play", rebuilt, .. pictures]).Output);
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

    /// <summary>Another compiler, or another level of the same, may give other bytes but never another game.</summary>
    private static void BuildOtherCode(TempFolder folder, string game)
    {
        var flags = folder.PathOf("sdk/c/module.flags");
        if (CCompiler.Here() == CCompiler.Recorded)
        {
            File.WriteAllText(flags, File.ReadAllText(flags).Replace("-O3", "-O1", StringComparison.Ordinal));
        }

        var build = CCompiler.Run(folder.PathOf("games/build.sh"), folder.PathOf(game));
        Assert.True(build.ExitCode == 0, build.Error);
    }

    private static void SameStateAfterPlay(string committedFolder, string rebuiltFolder)
    {
        using var committed = new SteppedGame(committedFolder);
        using var rebuilt = new SteppedGame(rebuiltFolder);
        committed.Step(TicksCompared);
        rebuilt.Step(TicksCompared);
        foreach (var (one, other) in committed.Regions.Zip(rebuilt.Regions))
        {
            Assert.Equal(one.Name, other.Name);
            Assert.True(one.Front.SequenceEqual(other.Front), $"The region {one.Name} differs.");
        }
    }

    private static TempFolder Copied(string modules)
    {
        var folder = new TempFolder();
        folder.CopyFromCheckout("sdk/c");
        folder.CopyFromCheckout(modules);
        if (!File.Exists(folder.PathOf("games/build.sh")))
        {
            Directory.CreateDirectory(folder.PathOf("games"));
            File.Copy(Checkout.PathOf("games/build.sh"), folder.PathOf("games/build.sh"));
        }

        return folder;
    }
}
