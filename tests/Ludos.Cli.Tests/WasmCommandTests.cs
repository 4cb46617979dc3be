using System.Text.Json;
using Xunit;

namespace Ludos.Cli.Tests;

public class WasmCommandTests
{
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
}
