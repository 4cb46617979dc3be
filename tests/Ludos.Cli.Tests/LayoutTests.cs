using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Ludos.Cli.Tests;

/// <summary>`layout check` on this checkout, and on copies in which one thing is wrong: a proof that cannot fail proves nothing.</summary>
public class LayoutTests
{
    private const string Header = "sdk/c/ludos_layout.h";
    private const string Script = "web/src/arena/generated/system/v1/arena.ts";
    private const string Schema = "protocols/system/v1/arena.capnp";
    private const int Failed = 1;
    private const int Unavailable = 5;

    private static readonly string[] Copied = ["protocols", "sdk/c", "src/Ludos.Protocols/Generated", "tests/Ludos.Protocols.Tests/schemas", "tests/Ludos.Protocols.Tests/Generated", "web/src/arena/generated"];

    private static readonly Lazy<string> NodeModules = new(InstallNodeModules);

    [Fact]
    public void ThisCheckoutIsProved()
    {
        _ = NodeModules.Value;
        var result = Run(Cli.Root, null, "layout", "check", "--json");
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        using var report = JsonDocument.Parse(result.Output);
        Assert.Equal(0, report.RootElement.GetProperty("problems").GetArrayLength());
        Assert.True(report.RootElement.GetProperty("structs").GetInt32() > 10);
        Assert.True(report.RootElement.GetProperty("placements").GetInt32() > 10);
    }

    [Fact]
    public void GenerateFindsEverythingCurrent()
    {
        var result = Run(Cli.Root, null, "layout", "generate");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("all current", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ASwapOfTwoFieldsInTheHeaderIsRefusedByItsOwnAssertions() =>
        AssertRefused(Header, SwapFields, "ludos_slot_record.epoch lies elsewhere");

    [Fact]
    public void ASwapOfTwoFieldsIsSeenInTheBytesToo() =>
        AssertRefused(Header, text => string.Join('\n', SwapFields(text).Split('\n').Where(line => !line.StartsWith("LUDOS_LAYOUT_ASSERT", StringComparison.Ordinal))), "C: 'struct SlotRecord 32 090a");

    [Fact]
    public void AnOffsetInTypeScriptThatIsWrongIsNamed() =>
        AssertRefused(Script, text => Replace(text, "  fillSequence: 0,", "  fillSequence: 8,"), "TypeScript: 'field SlotRecord.fillSequence 8'");

    [Fact]
    public void ASchemaThatWentOnWithoutItsFilesIsSeen() =>
        AssertRefused(Schema, text => Replace(text, "const slotMask :UInt32 = 255;", "const slotMask :UInt32 = 254;"), "C#: 'number slotMask 255' where the schemas say 'number slotMask 254'");

    [Fact]
    public void PlacementsThatOverlapAreNamed() =>
        AssertRefused(Schema, text => Replace(text, "offset = 128, stride = 64, align = 64", "offset = 64, stride = 64, align = 64"), "lease and identity both have byte 64");

    [Fact]
    public void WithoutTheCompilerItSaysWhatInstallsIt()
    {
        using var empty = new TempFolder();
        var result = Run(Cli.Root, empty.Path, "layout", "check");
        Assert.Equal(Unavailable, result.ExitCode);
        Assert.Contains("capnp", result.Error, StringComparison.Ordinal);
        Assert.Contains("apt-get install -y capnproto", result.Error, StringComparison.Ordinal);
    }

    private static string SwapFields(string text)
    {
        var at = text.IndexOf("typedef struct ludos_slot_record", StringComparison.Ordinal);
        var end = text.IndexOf("} ludos_slot_record;", at, StringComparison.Ordinal);
        var swapped = text[at..end]
            .Replace("fill_sequence;", "third;", StringComparison.Ordinal)
            .Replace(" epoch;", " fill_sequence;", StringComparison.Ordinal)
            .Replace("third;", "epoch;", StringComparison.Ordinal);
        return text[..at] + swapped + text[end..];
    }

    private static string Replace(string text, string from, string to)
    {
        Assert.Contains(from, text, StringComparison.Ordinal);
        return text.Replace(from, to, StringComparison.Ordinal);
    }

    private static void AssertRefused(string file, Func<string, string> change, string says)
    {
        using var folder = new TempFolder();
        foreach (var part in Copied)
        {
            Copy(Path.Combine(Cli.Root, part), Path.Combine(folder.Path, part));
        }

        File.WriteAllText(Path.Combine(folder.Path, "Ludos.slnx"), "");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "web", "node_modules"), NodeModules.Value);
        var path = Path.Combine(folder.Path, file);
        var before = File.ReadAllText(path);
        File.WriteAllText(path, change(before));
        Assert.NotEqual(before, File.ReadAllText(path));

        var result = Run(folder.Path, null, "layout", "check");
        Assert.True(result.ExitCode == Failed, $"exit {result.ExitCode}: {result.Output}{result.Error}");
        Assert.Contains(says, result.Output + result.Error, StringComparison.Ordinal);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <param name="path">PATH in the place of this process's; null keeps it.</param>
    private static CliResult Run(string root, string? path, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Cli.Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LUDOS_ROOT"] = root;
        start.Environment["PATH"] = path ?? Environment.GetEnvironmentVariable("PATH");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CliResult(process.ExitCode, output, error.GetAwaiter().GetResult());
    }

    /// <summary>As web/test.sh does: installed from the lockfile when that is newer.</summary>
    private static string InstallNodeModules()
    {
        var web = Path.Combine(Cli.Root, "web");
        var marker = Path.Combine(web, "node_modules", ".package-lock.json");
        if (!File.Exists(marker) || File.GetLastWriteTimeUtc(marker) < File.GetLastWriteTimeUtc(Path.Combine(web, "package-lock.json")))
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-progress"]) { WorkingDirectory = web })!;
            npm.WaitForExit();
            Assert.Equal(0, npm.ExitCode);
        }

        return Path.Combine(web, "node_modules");
    }
}
