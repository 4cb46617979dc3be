using System.Runtime.Versioning;
using System.Text.Json;
using Xunit;

namespace Ludos.Cli.Tests;

[SupportedOSPlatform("linux")]
public sealed class WasmCacheTests : IDisposable
{
    private readonly TempFolder _home = new();

    private string CacheFolder => Path.Combine(_home.Path, "cache", "wasm");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void PlayKeepsCompiledCodeAndTellsOfWhatIsNotOurs()
    {
        AssertPlays("");
        var file = Assert.Single(Directory.GetFiles(CacheFolder, "*.il"));
        Assert.Contains($"{CacheFolder}: 1 files", CacheEntry().GetProperty("version").GetString(), StringComparison.Ordinal);
        var touched = File.GetLastWriteTimeUtc(file);
        File.SetLastWriteTimeUtc(file, touched.AddDays(-1));
        AssertPlays("");
        Assert.True(File.GetLastWriteTimeUtc(file) >= touched, "The second run did not use the file.");

        var bytes = File.ReadAllBytes(file);
        bytes[^9] ^= 0x10;
        File.WriteAllBytes(file, bytes);
        AssertPlays("was changed");
        AssertPlays("");
    }

    [Fact]
    public void WithoutTheCacheNothingIsKept()
    {
        AssertPlays("", "--no-wasm-cache");
        Assert.False(Directory.Exists(CacheFolder));
    }

    [Fact]
    public void AFolderThatOthersReachIsRefusedWithTheReasonAndTheGameRuns()
    {
        AssertPlays("");
        File.SetUnixFileMode(CacheFolder, (UnixFileMode)0b111_101_101);
        AssertPlays("mode 755");
        var entry = CacheEntry();
        Assert.False(entry.GetProperty("found").GetBoolean());
        Assert.Contains("mode 755", entry.GetProperty("without").GetString(), StringComparison.Ordinal);
    }

    private JsonElement CacheEntry()
    {
        using var document = JsonDocument.Parse(Cli.RunIn(Cli.Root, _home.Path, "doctor", "--json").Output);
        return document.RootElement.EnumerateArray().Single(entry => entry.GetProperty("name").GetString() == "wasm code cache").Clone();
    }

    private void AssertPlays(string told, params string[] options)
    {
        var result = Cli.RunIn(Cli.Root, _home.Path, ["play", "games/brickwell/brickwell.wasm", "--headless", "--frames", "3", .. options]);
        Assert.Equal(0, result.ExitCode);
        if (told.Length > 0)
        {
            Assert.Contains(told, result.Error, StringComparison.Ordinal);
        }
        else
        {
            Assert.DoesNotContain("cache", result.Error, StringComparison.Ordinal);
        }
    }
}
