using Xunit;

namespace Ludos.Cli.Tests;

/// <summary>What a user may hand to `play`, and what must come back: one clear message, an exit code, nothing left behind.</summary>
public class BadInputTests
{
    private const string Cart = "tests/carts/grow.wasm";

    [Fact]
    public void AMissingGameIsNamed() => AssertRefused(Play("no/such/game"), 4, "no/such/game");

    [Fact]
    public void ATruncatedCartridgeIsRefusedAtEveryLength()
    {
        using var folder = new TempFolder();
        var whole = File.ReadAllBytes(Path.Combine(Cli.Root, Cart));
        foreach (var length in new[] { 0, 1, 4, 7, 8, 9, whole.Length / 2, whole.Length - 1 })
        {
            var path = folder.File($"cut{length}.wasm");
            File.WriteAllBytes(path, whole[..length]);
            if (length != 8)
            {
                AssertRefused(Play(path), 4, $"cut{length}.wasm");
            }
            else
            {
                // The eight bytes of a header alone are a legal, empty module: nothing to run, nothing refused.
                Assert.InRange(Play(path).ExitCode, 0, 4);
            }
        }
    }

    [Fact]
    public void GarbageAndOversizedFilesAreRefused()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("letter.wasm"), "Dear Sir or Madam");
        AssertRefused(Play(folder.File("letter.wasm")), 4, "letter.wasm");
        File.WriteAllBytes(folder.File("big.wasm"), [.. File.ReadAllBytes(Path.Combine(Cli.Root, Cart)), .. new byte[70_000]]);
        AssertRefused(Play(folder.File("big.wasm")), 4, "65536");
        File.WriteAllText(folder.File("letter.gmod"), "Dear Sir or Madam");
        AssertRefused(Cli.Run("play", folder.File("letter.gmod"), "--dev", "--headless"), 4, "letter.gmod");
    }

    [Fact]
    public void AnUnsignedPackageNeedsDev()
    {
        using var folder = new TempFolder();
        var package = folder.File("flock.gmod");
        Assert.Equal(0, Cli.Run("pack", "games/shoal/flock", "-o", package).ExitCode);
        AssertRefused(Play(package), 4, "--dev");
    }

    [Theory]
    [InlineData("deep", "tack")]
    [InlineData("oob", "memory")]
    public void ACrashedCartridgePrintsTheHashesItReachedAndExitsThree(string cart, string reason)
    {
        var result = Cli.Run("play", $"tests/carts/{cart}.wasm", "--headless", "--frames", "10", "--hash", "memory:0xA0+6400", "--at", "1,4,5,10");
        Assert.Equal(3, result.ExitCode);
        Assert.Matches("^1 [0-9a-f]{64}\n4 [0-9a-f]{64}\n$", result.Output);
        Assert.Contains(reason, result.Error, StringComparison.OrdinalIgnoreCase);
        AssertNoTrace(result);
    }

    [Fact]
    public void ACartridgeThatLoopsForeverIsStopped()
    {
        var result = Cli.Run("play", "tests/carts/loop.wasm", "--headless", "--frames", "10", "--hash", "memory:0xA0+6400", "--at", "4,10");
        Assert.Equal(3, result.ExitCode);
        Assert.Matches("^4 [0-9a-f]{64}\n$", result.Output);
        AssertNoTrace(result);
    }

    [Fact]
    public void MemoryThatMayNotGrowIsRefusedToTheCartridgeAlone()
    {
        var result = Cli.Run("play", Cart, "--headless", "--frames", "10", "--hash", "memory:0xA0+4", "--at", "10");
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("10 075de2b906dbd7066da008cab735bee896370154603579a50122f9b88545bd45\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("memory:0xA0+99999", "memory")]
    [InlineData("nowhere", "nowhere")]
    [InlineData("memory:zz+4", "zz")]
    [InlineData("", "hash specification")]
    public void AHashOfWhatIsNotThereIsRefusedBeforeTheRun(string spec, string named)
    {
        var result = Cli.Run("play", Cart, "--headless", "--frames", "10", "--hash", spec, "--at", "10");
        Assert.InRange(result.ExitCode, 2, 4);
        Assert.Empty(result.Output);
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
        AssertNoTrace(result);
    }

    [Theory]
    [InlineData("""{"tick":5,"set":{"gamepad1":33}}{"tick":6}""", "line 1")]
    [InlineData("{\"tick\":5,\"set\":{\"gamepad1\":33}}\n{\"tick\":4,\"set\":{}}", "line 2")]
    [InlineData("""{"tick":0,"set":{"gamepad7":1}}""", "gamepad7")]
    [InlineData("""{"tick":0,"set":{"gamepad1":999}}""", "gamepad1")]
    [InlineData("""{"tick":0,"set":{"mouse":[1,2]}}""", "mouse")]
    public void ABadInputScriptNamesLineAndField(string script, string named)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("keys.jsonl"), script);
        var result = Cli.Run("play", Cart, "--headless", "--frames", "1", "--input", folder.File("keys.jsonl"));
        AssertRefused(result, 4, named);
    }

    [Fact]
    public void AFontOfTheWrongSizeIsRefused()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("font.bin"), new byte[100]);
        AssertRefused(Cli.Run("play", Cart, "--headless", "--font", folder.File("font.bin")), 4, "1792");
    }

    private static CliResult Play(string path) => Cli.Run("play", path, "--headless", "--frames", "1");

    private static void AssertRefused(CliResult result, int exitCode, string named)
    {
        Assert.True(result.ExitCode == exitCode, $"exit {result.ExitCode}: {result.Output}{result.Error}");
        Assert.Empty(result.Output);
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
        AssertNoTrace(result);
    }

    private static void AssertNoTrace(CliResult result)
    {
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("defect of Ludos", result.Error, StringComparison.Ordinal);
    }
}
