using System.Text.Json;
using Xunit;

namespace Ludos.Cli.Tests;

public class ConventionsTests
{
    public static TheoryData<string> Commands => ["play", "stop", "ps", "swap", "pack", "inspect", "execute", "doctor", "new", "bench", "test", "timeline", "tuf-client", "layout", "wasm", "wat", "keys", "login", "publish", "search", "install", "list", "update", "outdated", "rollback", "remove", "verify", "why", "gc"];

    [Theory]
    [MemberData(nameof(Commands))]
    public void EveryCommandHasHelpWithExamples(string command)
    {
        var result = Cli.Run(command, "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Usage:", result.Output, StringComparison.Ordinal);
        Assert.Contains("Examples:", result.Output, StringComparison.Ordinal);
        Assert.Contains($"ludos {command}", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("play")]
    [InlineData("paly", "games/shoal")]
    [InlineData("doctor", "--jsno")]
    [InlineData("new", "castle", "x")]
    [InlineData("play", "games/shoal", "--timeline", "70000")]
    [InlineData("timeline", "--to", "-1")]
    [InlineData("timeline", "--pause", "--step", "1")]
    [InlineData("timeline", "--step", "3601")]
    public void WrongUsageExitsTwoAndSaysWhy(params string[] arguments)
    {
        var result = Cli.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("--help", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void PipedOutputHasNoColour()
    {
        var result = Cli.Run("doctor");
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.Contains("clang", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void DoctorTellsScriptsWhatIsMissingAndHowToGetIt()
    {
        using var document = JsonDocument.Parse(Cli.Run("doctor", "--json").Output);
        foreach (var tool in document.RootElement.EnumerateArray())
        {
            Assert.NotEmpty(tool.GetProperty("without").GetString()!);
            Assert.Equal(tool.GetProperty("found").GetBoolean(), tool.GetProperty("install").ValueKind == JsonValueKind.Null);
        }
    }

    [Fact]
    public void VersionIsOneLineOrOneDocument()
    {
        Assert.Matches(@"^ludos \d+\.\d+\.\d+\S* \(.+\)\n$", Cli.Run("version").Output);
        using var document = JsonDocument.Parse(Cli.Run("version", "--json").Output);
        Assert.StartsWith("0.", document.RootElement.GetProperty("version").GetString(), StringComparison.Ordinal);
    }
}
