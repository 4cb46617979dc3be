using System.Globalization;
using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Platform;
using Ludos.Platform.Time;
using Ludos.Wasm.Wasi;
using Xunit;
using Xunit.Abstractions;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>A compression library, a script interpreter, an image codec and a SQL engine do here what they do in Node, byte for byte: output, exit code, files.</summary>
public sealed class RealProgramTests(ITestOutputHelper log)
{
    public static TheoryData<string> Programs => [.. RealPrograms.Names];

    [RealProgramTheory]
    [MemberData(nameof(Programs))]
    public void RunsAsInNode(string name) => Compare(name, large: false, new CompileOptions());

    [RealProgramTheory]
    [MemberData(nameof(Programs))]
    [Trait("Category", "Slow")]
    public void RunsAsInNodeForLongerInBothTiersAndModes(string name)
    {
        Compare(name, large: true, new CompileOptions { Tier = BoundsTier.Explicit });
        Compare(name, large: true, new CompileOptions { Tier = BoundsTier.Guard });
        Compare(name, large: false, new CompileOptions { Mode = CompileMode.Eager, CanonicalNaN = true });
        Compare(name, large: false, new CompileOptions { Mode = CompileMode.Background, Fuel = false });
    }

    /// <summary>Files in memory are as good as real ones, and without clock and randomness two runs are one.</summary>
    [RealProgramTheory]
    [MemberData(nameof(Programs))]
    public void RunsTheSameTwiceOnFilesInMemoryAlone(string name)
    {
        var wasm = File.ReadAllBytes(RealPrograms.Build(name));
        var (first, firstFiles) = InMemory(name, wasm);
        var (second, secondFiles) = InMemory(name, wasm);
        Assert.Equal((first.ExitCode, first.Output), (second.ExitCode, second.Output));
        Assert.Equal(firstFiles, secondFiles);
    }

    private static (ProgramRun Run, string[] Files) InMemory(string name, byte[] wasm)
    {
        var script = new ReadOnlyMemory<byte>(File.ReadAllBytes(Path.Combine(CProgram.Folder, "script.lua")));
        Assert.Equal(WasiErrno.Success, VirtualFileSystem.FromAssets([KeyValuePair.Create("script.lua", script)], out var files));
        var run = ProgramRun.Here(wasm, new WasiOptions
        {
            Arguments = ["program", .. RealPrograms.Arguments(name, large: false)],
            Folders = [new WasiPreopen("/data", files.Root)],
            Random = WasiRandom.Seeded(1),
        });
        Assert.Equal(WasiErrno.Success, files.Root.List(100, out var entries));
        return (run, [.. entries.Select(entry => $"{entry.Name} {Convert.ToHexString(SHA256.HashData(files.Read(entry.Name)!))}")]);
    }

    private void Compare(string name, bool large, CompileOptions compile)
    {
        var wasm = RealPrograms.Build(name);
        using var here = new ScratchFolder();
        using var node = new ScratchFolder();
        RealPrograms.Prepare(name, here.Path);
        RealPrograms.Prepare(name, node.Path);
        var arguments = RealPrograms.Arguments(name, large);
        var expected = ProgramRun.InNode(wasm, node.Path, arguments);
        var actual = ProgramRun.Here(File.ReadAllBytes(wasm), new WasiOptions
        {
            Arguments = ["program", .. arguments],
            Folders = [new WasiPreopen("/data", RealFolder.Open(here.Path).Value)],
            Clock = new WasiClock(new WallClock(), new MonotonicClock()),
            Random = RandomNumberGenerator.Fill,
        }, compile: compile);
        log.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: compile {actual.CompileMs:0} ms (Node {expected.CompileMs:0}), run {actual.RunMs:0} ms (Node {expected.RunMs:0}), {actual.Functions} functions, {actual.Unoptimised} unoptimised"));
        Assert.True(expected.Output.Length > 100, expected.Output);
        Assert.Equal(expected.Output, actual.Output);
        Assert.Equal(expected.Error, actual.Error);
        Assert.Equal(expected.ExitCode, actual.ExitCode);
        Assert.Equal(node.Contents(), here.Contents());
    }
}
