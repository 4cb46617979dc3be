using System.Text.Json;
using Xunit;

namespace Ludos.Cli.Tests;

public class WatCommandTests
{
    private const string Source = "(module $add\n  (func $add (export \"add\") (param $a i32) (param $b i32) (result i32)\n    (i32.add (local.get $a) (local.get $b))))\n";

    [Fact]
    public void TextBecomesAModuleThatPrintsAndRuns()
    {
        using var folder = new TempFolder();
        File.WriteAllText(Path.Combine(folder.Path, "add.wat"), Source);
        var assembled = Cli.RunIn(folder.Path, null, "wat", "add.wat");
        Assert.Equal(0, assembled.ExitCode);
        Assert.StartsWith("Assembled add.wat into add.wasm (", assembled.Output, StringComparison.Ordinal);

        var printed = Cli.RunIn(folder.Path, null, "wat", "add.wasm");
        Assert.Equal(0, printed.ExitCode);
        Assert.Contains("(func $add (type 0) (param $a i32) (param $b i32) (result i32)\n    local.get $a\n    local.get $b\n    i32.add\n  )\n", printed.Output, StringComparison.Ordinal);

        File.WriteAllText(Path.Combine(folder.Path, "again.wat"), printed.Output);
        Assert.Equal(0, Cli.RunIn(folder.Path, null, "wat", "again.wat", "-o", "again.wasm").ExitCode);
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder.Path, "add.wasm")), File.ReadAllBytes(Path.Combine(folder.Path, "again.wasm")));
        Assert.Equal("42\n", Cli.RunIn(folder.Path, null, "wasm", "run", "again.wasm", "--invoke", "add", "--", "40", "2").Output);
    }

    [Theory]
    [InlineData("(module\n  (func (i32.bogus)))", "bad.wat:2:10: unknown operator i32.bogus", "hint: ")]
    [InlineData("(module (func (result i32)))", "bad.wat: At offset", "")]
    public void CheckSaysWhatIsWrongWhereAndWritesNothing(string text, string error, string hint)
    {
        using var folder = new TempFolder();
        File.WriteAllText(Path.Combine(folder.Path, "bad.wat"), text);
        var result = Cli.RunIn(folder.Path, null, "wat", "bad.wat", "--check");
        Assert.Equal(4, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
        Assert.Contains(hint, result.Error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(folder.Path, "*.wa*"));
    }

    [Fact]
    public void CheckedModulesAreToldToPeopleAndToScripts()
    {
        var kernel = Path.Combine(Cli.Root, "bench", "kernels", "sha256.wasm");
        Assert.Contains("is a valid module", Cli.Run("wat", kernel, "--check").Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(Cli.Run("wat", kernel, "--check", "--json").Output);
        Assert.True(document.RootElement.GetProperty("valid").GetBoolean());
    }

    [Theory]
    [InlineData(5, "wat", "none.wat")]
    [InlineData(2, "wat", "none.wat", "--check", "-o", "x")]
    [InlineData(2, "wat")]
    public void WrongUseIsRefused(int exitCode, params string[] arguments)
    {
        var result = Cli.Run(arguments);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
    }
}
