using Ludos.Platform.Files.Beneath;
using Ludos.Wasm.Wasi;
using Xunit;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>Escapes that need a real folder: races with another process, /proc, pipes and devices, folders moved away.</summary>
public sealed class EscapeTests
{
    private const int Tries = 4_000;

    public static TheoryData<FolderKind> Real => [FolderKind.Kernel, FolderKind.Walk];

    /// <summary>One thread exchanges a folder with a link to the outside, as fast as it can; the program asks for what only the outside has.</summary>
    [Theory]
    [MemberData(nameof(Real))]
    public void ARenameMeanwhileLeadsNowhere(FolderKind kind)
    {
        using var folder = TestFolder.Make(kind);
        using var guest = new Guest(new WasiOptions { Folders = [new WasiPreopen("/", folder.Folder)] });
        Directory.CreateDirectory(Path.Combine(folder.Inside, "real"));
        File.WriteAllText(Path.Combine(folder.Inside, "real", "own.txt"), "own");
        File.CreateSymbolicLink(Path.Combine(folder.Inside, "link"), "..");
        using var inside = BeneathFolder.Open(folder.Inside).Value;
        using var stop = new CancellationTokenSource();
        var exchanges = 0;
        var racer = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var errors = inside.Rename("", "link", inside, "", "x") + inside.Rename("", "x", inside, "", "link")
                    + inside.Rename("", "real", inside, "", "x") + inside.Rename("", "x", inside, "", "real");
                exchanges += errors == 0 ? 1 : 0;
            }
        });
        racer.Start();
        var seen = new HashSet<WasiErrno>();
        for (var i = 0; i < Tries || exchanges < 100; i++)
        {
            Assert.NotEqual(WasiErrno.Success, guest.Stat("x/secret.txt", out _));
            Assert.NotEqual(WasiErrno.Success, guest.Open("x/secret.txt", out _, rights: Guest.ReadRights));
            Assert.NotEqual(WasiErrno.Success, guest.Open("x/../secret.txt", out _, rights: Guest.ReadRights));
            seen.Add(guest.Stat("x/own.txt", out _));
            seen.Add(guest.OnPath("path_create_directory", "x/inside/made"));
            Assert.NotEqual(WasiErrno.Success, guest.Rename("x/secret.txt", "stolen"));
        }

        stop.Cancel();
        racer.Join();
        Assert.Contains(WasiErrno.Noent, seen);
        Assert.False(Directory.Exists(Path.Combine(folder.Inside, "made")));
        folder.AssertOutsideUntouched();
    }

    /// <summary>Going up from a folder that is moved meanwhile returns to where the walk came from, or fails; never to its new parent.</summary>
    [Theory]
    [MemberData(nameof(Real))]
    public void AFolderThatMovesAwayTakesNoPathAlong(FolderKind kind)
    {
        using var folder = TestFolder.Make(kind);
        using var guest = new Guest(new WasiOptions { Folders = [new WasiPreopen("/", folder.Folder)] });
        Directory.CreateDirectory(Path.Combine(folder.Inside, "a", "b"));
        using var outside = BeneathFolder.Open(folder.Outside).Value;
        using var stop = new CancellationTokenSource();
        var racer = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                _ = outside.Rename("inside/a", "b", outside, "", "b");
                _ = outside.Rename("", "b", outside, "inside/a", "b");
            }
        });
        racer.Start();
        for (var i = 0; i < Tries; i++)
        {
            Assert.NotEqual(WasiErrno.Success, guest.Stat("a/b/../secret.txt", out _));
            Assert.NotEqual(WasiErrno.Success, guest.Stat("a/b/../../secret.txt", out _));
        }

        stop.Cancel();
        racer.Join();
        folder.AssertOutsideUntouched();
    }

    [Theory]
    [MemberData(nameof(Real))]
    public void TheKernelsOwnLinksLeadNowhere(FolderKind kind)
    {
        var process = RealFolder.Open("/proc/self", kind == FolderKind.Walk).Value;
        using var guest = new Guest(new WasiOptions { Folders = [new WasiPreopen("/", process)] });
        Assert.Equal(WasiErrno.Success, guest.ReadFile("status", out var status));
        Assert.StartsWith("Name:", status, StringComparison.Ordinal);
        foreach (var path in new[] { "root/etc/passwd", "root", "root/", "cwd", "cwd/..", "exe", "fd/0", "task/self/root", "ns/user", "fd/1" })
        {
            Assert.NotEqual(WasiErrno.Success, guest.Open(path, out _, rights: Guest.ReadRights));
            Assert.NotEqual(WasiErrno.Success, guest.Stat(path, out _));
        }

        Assert.Equal(WasiErrno.Notcapable, guest.Open("../1/status", out _, rights: Guest.ReadRights));
    }

    [Theory]
    [MemberData(nameof(Real))]
    public void PipesDevicesAndSocketsCannotBeOpened(FolderKind kind)
    {
        var devices = RealFolder.Open("/dev", kind == FolderKind.Walk).Value;
        using var guest = new Guest(new WasiOptions { Folders = [new WasiPreopen("/", devices)] });
        Assert.Equal(WasiErrno.Success, guest.Stat("null", out var stat));
        Assert.Equal(WasiFileType.CharacterDevice, stat.Type);
        Assert.Equal(WasiErrno.Notcapable, guest.Open("null", out _));
        Assert.Equal(WasiErrno.Notcapable, guest.Open("zero", out _, rights: Guest.ReadRights));

        using var folder = TestFolder.Make(kind);
        CProgram.Run("mkfifo", [Path.Combine(folder.Inside, "pipe")]);
        using var other = new Guest(new WasiOptions { Folders = [new WasiPreopen("/", folder.Folder)] });
        Assert.Equal(WasiErrno.Notcapable, other.Open("pipe", out _, rights: Guest.ReadRights));
        Assert.Equal(WasiErrno.Notcapable, other.Open("pipe", out _));
        Assert.Equal(WasiErrno.Success, other.Unlink("pipe"));
    }

    [Theory]
    [MemberData(nameof(Real))]
    public void NamesThatAreNoTextAreLeftOut(FolderKind kind)
    {
        using var folder = TestFolder.Make(kind);
        CProgram.Run("bash", ["-c", $"touch '{folder.Inside}/plain' '{folder.Inside}/'$'\\xff\\xfe'"]);
        using var guest = new Guest(new WasiOptions { Folders = [new WasiPreopen("/", folder.Folder)] });
        Assert.Equal(WasiErrno.Success, guest.List(Guest.Folder, out var names));
        Assert.Equal([".", "..", "plain"], names.Select(entry => entry.Name));

        // The framework cannot name it either, not even to remove it.
        CProgram.Run("bash", ["-c", $"rm '{folder.Inside}'/*"]);
    }

    [Fact]
    public void AFolderThatIsNotThereIsAFault()
    {
        Assert.Equal(Platform.Files.FileErrorCode.NotFound, RealFolder.Open("/nowhere/at/all").Fault!.Code);
        Assert.False(RealFolder.Open("/etc/passwd").IsOk);
        Assert.False(RealFolder.Open("/etc\0/x").IsOk);
    }
}
