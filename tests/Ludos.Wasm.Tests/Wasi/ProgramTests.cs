using Ludos.Platform;
using Ludos.Platform.Time;
using Ludos.Wasm.Wasi;
using Xunit;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>C programs on wasi-libc: the same in every kind of folder, and, where Node does what wasi-libc expects, in Node.</summary>
public sealed class ProgramTests
{
    [CProgramFact]
    public void FilesBehaveAsInNodeInEveryKindOfFolder()
    {
        using var node = TestFolder.Make(FolderKind.Kernel);
        var path = CProgram.PathOf("files", [Path.Combine(CProgram.Folder, "files.c")], ["-O2", "-D_GNU_SOURCE"]);
        var expected = ProgramRun.InNode(path, node.Inside, []);
        Assert.Equal(3, expected.ExitCode);
        Assert.Contains("errno 76", expected.Output, StringComparison.Ordinal);
        foreach (var kind in Enum.GetValues<FolderKind>())
        {
            Assert.Equal($"{kind}\n{expected.Output}", $"{kind}\n{Files(kind).Output}");
        }
    }

    [CProgramFact]
    public void LinksUpwardsLeadNowhereInEveryKindOfFolder()
    {
        var expected = Files(FolderKind.Kernel, "links");
        Assert.Contains("link up: 0\nthrough it: 0\nlink out: 0\nthrough it: errno 76\nnot followed: errno 32\ncreate through it: errno 76\n", expected.Output, StringComparison.Ordinal);
        Assert.Equal(expected.Output, Files(FolderKind.Walk, "links").Output);
        Assert.Equal(expected.Output, Files(FolderKind.Virtual, "links").Output);
    }

    [CProgramFact]
    public void AProgramHasWhatItIsGranted()
    {
        var run = ProgramRun.Here(CProgram.Build("process"), new WasiOptions
        {
            Arguments = ["process", "42", "", "grün"],
            Environment = [KeyValuePair.Create("HOME", "/data"), KeyValuePair.Create("EMPTY", "")],
            Clock = new WasiClock(new WallClock(), new MonotonicClock()),
            Random = WasiRandom.Seeded(7),
        }, "one\ntwo\n");
        Assert.Equal(42, run.ExitCode);
        Assert.Equal("to the error output\n", run.Error);
        Assert.Equal(
            "argument 42\nargument \nargument grün\nvariable HOME=/data\nvariable EMPTY=\ninput one\ninput two\nslept 0, long enough 1\nafter 2020: 1\npoll 1 1\nrandom 1\nleaving\n",
            run.Output);
    }

    [CProgramFact]
    public void AProgramHasNothingElse()
    {
        var run = ProgramRun.Here(CProgram.Build("process"), new WasiOptions());
        Assert.Equal(0, run.ExitCode);
        Assert.Equal("no clock: errno 76\npoll 1 1\nno randomness: errno 76\nleaving\n", run.Output);
    }

    private static ProgramRun Files(FolderKind kind, params string[] arguments)
    {
        using var folder = TestFolder.Make(kind);
        var run = ProgramRun.Here(CProgram.Build("files"), new WasiOptions { Arguments = ["files", .. arguments], Folders = [new WasiPreopen("/data", folder.Folder)] });
        folder.AssertOutsideUntouched();
        return run;
    }
}
