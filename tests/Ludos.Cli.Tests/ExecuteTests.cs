using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace Ludos.Cli.Tests;

public class ExecuteTests
{
    private const string Probe = "tests/libraries/probe/probe.wasm";

    [Fact]
    public void MethodsAreListed()
    {
        var result = Cli.Run("execute", Probe);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("invert", result.Output.Split('\n'));
    }

    [Fact]
    public void SeveralInputsAreSeveralJobsWithAFileEach()
    {
        using var folder = new TempFolder();
        var inputs = Enumerable.Range(0, 5).Select(index =>
        {
            var path = folder.File($"in{index}.bin");
            File.WriteAllBytes(path, RandomNumberGenerator.GetBytes(1000 * index));
            return path;
        }).ToArray();
        var outputs = folder.File("out");
        var result = Cli.Run(["execute", Probe, "invert", "--input", .. inputs, "--output", outputs, "--workers", "2"]);
        Assert.Equal(0, result.ExitCode);
        foreach (var input in inputs)
        {
            Assert.Equal(File.ReadAllBytes(input).Select(value => (byte)~value), File.ReadAllBytes(Path.Combine(outputs, Path.GetFileName(input))));
        }
    }

    [Fact]
    public void AFailureHasItsCodeAndExitsOne()
    {
        var result = Cli.Run("execute", Probe, "crash", "--json");
        Assert.Equal(1, result.ExitCode);
        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal("Trapped", document.RootElement.GetProperty("jobs")[0].GetProperty("code").GetString());
        Assert.Equal(2, document.RootElement.GetProperty("libraries")[0].GetProperty("crashes").GetInt32());
    }

    [Theory]
    [InlineData(4, "execute", "no/such.wasm")]
    [InlineData(4, "execute", "README.md")]
    [InlineData(4, "execute", "tests/carts/grow.wasm")]
    [InlineData(4, "execute", Probe, "no_such_method")]
    [InlineData(2, "execute", Probe, "invert", "--input", "no/such/file")]
    [InlineData(2, "execute", Probe, "invert", "--parameters", "zz")]
    [InlineData(2, "execute", Probe, "invert", "--workers", "0")]
    public void WhatCannotRunIsNamed(int exitCode, params string[] arguments)
    {
        var result = Cli.Run(arguments);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }
}
