using System.Text.Json;
using Xunit;

namespace Ludos.Cli.Tests;

public class WasmCommandTests
{
    private static string Lines => Path.Combine(Cli.Root, "tests", "Ludos.Wasm.Tests", "Debugging", "lines4.wasm");

    private static string Kernel(string name) => Path.Combine(Cli.Root, "bench", "kernels", name + ".wasm");

    [Fact]
    public void InfoTellsSectionsImportsAndExports()
    {
        var result = Cli.Run("wasm", "info", Path.Combine(Cli.Root, "games", "brickwell", "brickwell.wasm"));
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("  code\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("env.tone (i32, i32, i32, i32) -> ()", result.Output, StringComparison.Ordinal);
        Assert.Contains("update () -> ()", result.Output, StringComparison.Ordinal);
        Assert.Contains("too large to optimise: 0", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void InfoIsOneDocumentForScripts()
    {
        var path = Kernel("sha256");
        using var document = JsonDocument.Parse(Cli.Run("wasm", "info", path, "--json").Output);
        var sections = document.RootElement.GetProperty("sections").EnumerateArray().ToList();
        Assert.Contains(sections, section => section.GetProperty("name").GetString() == "code");
        Assert.Equal(new FileInfo(path).Length, sections[^1].GetProperty("offset").GetInt64() + sections[^1].GetProperty("length").GetInt64());
    }

    [Theory]
    [InlineData("none.wasm", 5)]
    [InlineData("README.md", 4)]
    public void WhatIsNoModuleIsRefused(string file, int exitCode)
    {
        var result = Cli.Run("wasm", "info", Path.Combine(Cli.Root, file));
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(file, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3")]
    [InlineData("reach")]
    public void IlShowsAFunctionWithTheInstructionsItWasMadeFrom(string function)
    {
        var result = Cli.Run("wasm", "il", Lines, function);
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("// function #3 reach of lines4.wasm", result.Output, StringComparison.Ordinal);
        Assert.Contains("  ;; 0x00009a i32.load\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("ldfld InstanceState::FuelUsed\n", result.Output, StringComparison.Ordinal);
        Assert.Contains(": ret\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("il", "none")]
    [InlineData("il", "99")]
    [InlineData("profile", "--top", "-1")]
    [InlineData("profile", "--invoke", "none")]
    public void WrongFunctionsAndNumbersAreUsageErrors(string command, params string[] arguments)
    {
        var result = Cli.Run(["wasm", command, Lines, .. arguments]);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ProfileTellsCallsTimeAndFuelOfEachFunction()
    {
        var result = Cli.Run("wasm", "profile", Lines, "--invoke", "outer", "--json", "--", "7", "1");
        Assert.Equal(0, result.ExitCode);
        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal("instrumented", document.RootElement.GetProperty("method").GetString());
        var functions = document.RootElement.GetProperty("functions").EnumerateArray().ToDictionary(function => function.GetProperty("name").GetString()!);
        Assert.Equal([1L, 2L, 2L], new[] { "outer", "middle", "divide" }.Select(name => functions[name].GetProperty("calls").GetInt64()));
        Assert.All(functions.Values, function => Assert.True(function.GetProperty("selfFuel").GetInt64() > 0));
        Assert.Contains("#1 middle", Cli.Run("wasm", "profile", Lines, "--invoke", "outer", "--", "7", "1").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ATrapIsToldWithItsBacktrace()
    {
        var result = Cli.Run("wasm", "run", Lines, "--invoke", "outer", "--", "7", "0");
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("  at divide (#2), offset 0x94, lines.c:4\n  at middle (#1), offset 0x84, lines.c:9\n  at outer (#0), offset 0x76, lines.c:16\n", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("il")]
    [InlineData("info")]
    [InlineData("profile")]
    public void EachHasHelpWithExamples(string command)
    {
        var result = Cli.Run("wasm", command, "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"ludos wasm {command} ", result.Output, StringComparison.Ordinal);
        Assert.Contains("Examples:", result.Output, StringComparison.Ordinal);
    }
}
