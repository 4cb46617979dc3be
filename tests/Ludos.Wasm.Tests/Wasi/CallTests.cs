using System.Buffers.Binary;
using System.Text;
using Ludos.Wasm.Wasi;
using Xunit;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>What does not depend on folders: arguments, clocks, randomness, descriptors, rights, limits, exits.</summary>
public sealed class CallTests : IDisposable
{
    private const int At = 2_000;
    private readonly VirtualFileSystem _files = new();
    private readonly VirtualClock _clock = new();
    private readonly Guest _guest;

    public CallTests() => _guest = Make(new WasiOptions { Folders = [new WasiPreopen("/", _files.Root), new WasiPreopen("/ro", _files.Root, ReadOnly: true)] });

    public void Dispose() => _guest.Dispose();

    [Fact]
    public void ArgumentsAndVariablesLieInARow()
    {
        using var guest = Make(new WasiOptions { Arguments = ["name", "é"], Environment = [KeyValuePair.Create("A", "1=2")] });
        Ok(guest.Call("args_sizes_get", At, At + 4));
        Assert.Equal((2, 8), (Int(guest, At), Int(guest, At + 4)));
        Ok(guest.Call("args_get", At, At + 100));
        Assert.Equal((At + 100, At + 105), (Int(guest, At), Int(guest, At + 4)));
        Assert.Equal("name\0é\0", Encoding.UTF8.GetString(guest.Memory.Span.Slice(At + 100, 8)));
        Ok(guest.Call("environ_sizes_get", At, At + 4));
        Assert.Equal((1, 6), (Int(guest, At), Int(guest, At + 4)));
        Ok(guest.Call("environ_get", At, At + 100));
        Assert.Equal("A=1=2\0", Encoding.UTF8.GetString(guest.Memory.Span.Slice(At + 100, 6)));
    }

    [Fact]
    public void TextThatAProgramCouldNotReadIsRefused()
    {
        Assert.Throws<ArgumentException>(() => new WasiHost(new WasiOptions { Arguments = ["a\0b"] }));
        Assert.Throws<ArgumentException>(() => new WasiHost(new WasiOptions { Environment = [KeyValuePair.Create("A=B", "")] }));
        Assert.Throws<ArgumentException>(() => new WasiHost(new WasiOptions { Environment = [KeyValuePair.Create("", "x")] }));
        Assert.Throws<ArgumentException>(() => new WasiHost(new WasiOptions { Folders = [new WasiPreopen("a\0", _files.Root)] }));
    }

    [Fact]
    public void ClocksAndRandomnessMustBeGranted()
    {
        using var without = new Guest(new WasiOptions());
        foreach (var id in new[] { 0, 1, 2, 3 })
        {
            Is(WasiErrno.Notcapable, without.Call("clock_time_get", id, 0L, At));
            Is(WasiErrno.Notcapable, without.Call("clock_res_get", id, At));
        }

        Is(WasiErrno.Notcapable, without.Call("random_get", At, 8));
        Is(WasiErrno.Inval, _guest.Call("clock_time_get", 4, 0L, At));
        Is(WasiErrno.Inval, _guest.Call("clock_res_get", -1, At));
        Is(WasiErrno.Notsup, _guest.Call("clock_time_get", 2, 0L, At));
        Ok(_guest.Call("clock_time_get", 0, 0L, At));
        Assert.Equal(1_700_000_000_001_000_000, BinaryPrimitives.ReadInt64LittleEndian(_guest.Memory.Span[At..]));
        Ok(_guest.Call("clock_res_get", 1, At));
        Assert.Equal(1_000, Int(_guest, At));
        Ok(_guest.Call("random_get", At, 64));
        var first = _guest.Memory.Span.Slice(At, 64).ToArray();
        Assert.True(first.Distinct().Count() > 20);
        using var again = Make(new WasiOptions());
        Ok(again.Call("random_get", At, 64));
        Assert.Equal(first, again.Memory.Span.Slice(At, 64).ToArray());
        Ok(_guest.Call("random_get", At, 0));
    }

    [Fact]
    public void DescriptorsTakeTheLowestNumberAndMove()
    {
        Ok(_guest.WriteFile("file", "content"));
        var first = _guest.Opened("file");
        var second = _guest.Opened("file");
        Assert.Equal((5, 6), (first, second));
        Ok(_guest.Close(first));
        Assert.Equal(5, _guest.Opened("file"));
        Ok(_guest.Read(second, out _, 3));
        Ok(_guest.Call("fd_renumber", second, 5));
        Is(WasiErrno.Badf, _guest.Read(second, out _));
        Ok(_guest.Read(5, out var text));
        Assert.Equal("tent", text);
        Is(WasiErrno.Badf, _guest.Call("fd_renumber", 5, 77));
        Is(WasiErrno.Badf, _guest.Call("fd_renumber", 77, 5));
        Ok(_guest.Call("fd_renumber", 5, 5));
        Is(WasiErrno.Badf, _guest.Close(-1));
        Is(WasiErrno.Badf, _guest.Close(int.MaxValue));
        Ok(_guest.Close(Guest.Folder));
        Is(WasiErrno.Badf, _guest.Call("fd_prestat_get", Guest.Folder, At));
    }

    [Fact]
    public void PreopensTellTheirNames()
    {
        Ok(_guest.Call("fd_prestat_get", 4, At));
        Assert.Equal((0, 3), (Int(_guest, At), Int(_guest, At + 4)));
        Ok(_guest.Call("fd_prestat_dir_name", 4, At, 3));
        Assert.Equal("/ro", Encoding.UTF8.GetString(_guest.Memory.Span.Slice(At, 3)));
        Is(WasiErrno.Nametoolong, _guest.Call("fd_prestat_dir_name", 4, At, 2));
        Is(WasiErrno.Badf, _guest.Call("fd_prestat_get", 5, At));
        Is(WasiErrno.Badf, _guest.Call("fd_prestat_get", 1, At));
    }

    [Fact]
    public void AReadOnlyFolderChangesInNoWay()
    {
        const int readOnly = 4;
        Ok(_guest.WriteFile("file", "content"));
        Ok(_guest.MakeFolder("folder"));
        Ok(_guest.Open("file", out var fd, rights: Guest.ReadRights, folder: readOnly));
        Ok(_guest.Read(fd, out var text));
        Assert.Equal("content", text);
        Is(WasiErrno.Notcapable, _guest.Write(fd, "x", out _));
        Is(WasiErrno.Notcapable, _guest.Call("fd_filestat_set_size", fd, 0L));
        Is(WasiErrno.Notcapable, _guest.Call("fd_allocate", fd, 0L, 100L));
        Is(WasiErrno.Notcapable, _guest.Call("fd_filestat_set_times", fd, 0L, 0L, 1));
        Is(WasiErrno.Notcapable, _guest.Open("file", out _, folder: readOnly));
        Is(WasiErrno.Notcapable, _guest.Open("new", out _, WasiOpenFlags.Create, Guest.ReadRights, readOnly));
        Is(WasiErrno.Notcapable, _guest.Open("file", out _, WasiOpenFlags.Truncate, Guest.ReadRights, readOnly));
        foreach (var call in new[] { "path_create_directory", "path_unlink_file", "path_remove_directory" })
        {
            Is(WasiErrno.Notcapable, _guest.OnPath(call, "file", readOnly));
        }

        Is(WasiErrno.Notcapable, _guest.Rename("file", "stolen", toFolder: readOnly));
        Is(WasiErrno.Notcapable, _guest.Link("file", "stolen", toFolder: readOnly));
        Is(WasiErrno.Notcapable, _guest.Call("path_rename", readOnly, 1024, 4, Guest.Folder, 1024, 4));
        Is(WasiErrno.Notcapable, _guest.Call("path_link", readOnly, 0, 1024, 4, Guest.Folder, 1024, 4));
        Ok(_guest.Open("folder", out var below, WasiOpenFlags.Directory, (long)WasiRights.Directory, readOnly));
        Is(WasiErrno.Notcapable, _guest.Open("new", out _, WasiOpenFlags.Create, folder: below));
    }

    [Fact]
    public void RightsAreGivenUpAndNeverGained()
    {
        Ok(_guest.WriteFile("file", "content"));
        var fd = _guest.Opened("file");
        var readOnly = (long)(WasiRights.FdRead | WasiRights.FdTell);
        Ok(_guest.Call("fd_fdstat_set_rights", fd, readOnly, 0L));
        Ok(_guest.Call("fd_fdstat_get", fd, At));
        Assert.Equal((byte)WasiFileType.RegularFile, _guest.Memory.Span[At]);
        Assert.Equal(readOnly, BinaryPrimitives.ReadInt64LittleEndian(_guest.Memory.Span[(At + 8)..]));
        Is(WasiErrno.Notcapable, _guest.Call("fd_fdstat_set_rights", fd, Guest.AllRights, 0L));
        Is(WasiErrno.Notcapable, _guest.Write(fd, "x", out _));
        Is(WasiErrno.Notcapable, _guest.Seek(fd, 1, 0, out _));
        Ok(_guest.Seek(fd, 0, 1, out _));
        Ok(_guest.Read(fd, out _));
        Is(WasiErrno.Notcapable, _guest.Read(fd, out _, place: 0));
    }

    [Fact]
    public void StreamsHaveNoPlaces()
    {
        Is(WasiErrno.Spipe, _guest.Seek(1, 0, 0, out _));
        Is(WasiErrno.Spipe, _guest.Write(1, "x", out _, place: 0));
        Is(WasiErrno.Notcapable, _guest.Read(1, out _));
        Is(WasiErrno.Notcapable, _guest.Write(0, "x", out _));
        Ok(_guest.Write(1, "x", out var count));
        Assert.Equal(1, count);
        Ok(_guest.Read(0, out var text));
        Assert.Equal("", text);
        Is(WasiErrno.Notdir, _guest.Open("x", out _, folder: 0));
        Is(WasiErrno.Badf, _guest.Open("x", out _, folder: 99));
    }

    [Fact]
    public void ExitsAndSignalsEndTheProgram()
    {
        Assert.Equal(7, Assert.Throws<WasiExitException>(() => _guest.Call("proc_exit", 7)).Code);
        Assert.Equal(134, Assert.Throws<WasiExitException>(() => _guest.Call("proc_raise", 6)).Code);
        Ok(_guest.Call("proc_raise", 0));
        Ok(_guest.Call("proc_raise", 16));
        Is(WasiErrno.Notsup, _guest.Call("proc_raise", 18));
        Is(WasiErrno.Inval, _guest.Call("proc_raise", 31));
        Ok(_guest.Call("sched_yield"));
        Is(WasiErrno.Notsup, _guest.Call("sock_accept", 3, 0, At));
        Is(WasiErrno.Notsup, _guest.Call("sock_recv", 3, At, 1, 0, At, At));
        Is(WasiErrno.Notsup, _guest.Call("sock_send", 3, At, 1, 0, At));
        Is(WasiErrno.Notsup, _guest.Call("sock_shutdown", 3, 1));
    }

    [Fact]
    public void ACatchAllDoesNotCatchAnExit()
    {
        var wasm = WasmText.Assemble("""
            (module
              (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              (memory (export "memory") 1)
              (func (export "_start")
                (block $caught (try_table (catch_all $caught) (call $exit (i32.const 9))))
                (call $exit (i32.const 1))))
            """).Value;
        Assert.Equal(new WasiExit(9, CallOutcome.Ok), WasiProgram.Run(WasmModule.Decode(wasm).Value.Compile(), new WasiOptions()).Value);
    }

    [Fact]
    public void TheMemoryIsTheExportedOne()
    {
        var wasm = WasmText.Assemble("""
            (module
              (import "wasi_snapshot_preview1" "args_sizes_get" (func $sizes (param i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
              (memory 1)
              (memory $own (export "memory") 1)
              (func (export "_start")
                (drop (call $sizes (i32.const 0) (i32.const 4)))
                (call $exit (i32.add (i32.load 0 (i32.const 0)) (i32.load $own (i32.const 0))))))
            """).Value;
        Assert.Equal(3, WasiProgram.Run(WasmModule.Decode(wasm).Value.Compile(), new WasiOptions { Arguments = ["a", "b", "c"] }).Value.Code);
    }

    [Fact]
    public void WhatIsNoProgramIsToldByAFault()
    {
        var none = WasmModule.Decode(WasmText.Assemble("(module)").Value).Value.Compile();
        Assert.Equal(WasmErrorCode.NoSuchExport, WasiProgram.Run(none, new WasiOptions()).Fault!.Code);
        var other = WasmModule.Decode(WasmText.Assemble("""(module (func (export "_start") (param i32)))""").Value).Value.Compile();
        Assert.Equal(WasmErrorCode.NoSuchExport, WasiProgram.Run(other, new WasiOptions()).Fault!.Code);
        var wrong = WasmModule.Decode(WasmText.Assemble("""(module (import "wasi_snapshot_preview1" "fd_close" (func)) (func (export "_start")))""").Value).Value.Compile();
        Assert.Equal(WasmErrorCode.Unlinkable, WasiProgram.Run(wrong, new WasiOptions()).Fault!.Code);
        var bare = WasmModule.Decode(WasmText.Assemble("""(module (func (export "_start")))""").Value).Value.Compile();
        Assert.Equal(default, WasiProgram.Run(bare, new WasiOptions()).Value);
    }

    [Fact]
    public void CountsAreBounded()
    {
        using var guest = Make(new WasiOptions
        {
            Folders = [new WasiPreopen("/", _files.Root)],
            Limits = new WasiLimits { MaxDescriptors = 6, MaxVectors = 2, MaxSubscriptions = 2, MaxDirectoryEntries = 3, MaxPathBytes = 10 },
        });
        Ok(guest.WriteFile("a", ""));
        Ok(guest.Open("a", out _));
        Ok(guest.Open("a", out _));
        Is(WasiErrno.Mfile, guest.Open("a", out _));
        Is(WasiErrno.Mfile, guest.Open("b", out _, WasiOpenFlags.Create));
        Is(WasiErrno.Noent, guest.Stat("b", out _));
        Ok(guest.Call("fd_write", 1, At, 2, At));
        Is(WasiErrno.Inval, guest.Call("fd_write", 1, At, 3, At));
        Is(WasiErrno.Inval, guest.Call("fd_write", 1, At, -1, At));
        Is(WasiErrno.Inval, guest.Call("poll_oneoff", At, At, 3, At));
        Is(WasiErrno.Nametoolong, guest.Stat("01234567890", out _));
        Ok(guest.MakeFolder("b"));
        Ok(guest.MakeFolder("c"));
        Ok(guest.List(Guest.Folder, out _));
        Ok(guest.MakeFolder("d"));
        Is(WasiErrno.Overflow, guest.List(Guest.Folder, out _));
        Assert.Throws<ArgumentException>(() => new WasiHost(new WasiOptions { Folders = [new WasiPreopen("a", _files.Root)], Limits = new WasiLimits { MaxDescriptors = 3 } }));
    }

    [Fact]
    public void FilesInMemoryAreBounded()
    {
        var small = new VirtualFileSystem(new VirtualOptions { MaxBytes = 3 * 65_536, MaxFileBytes = 1_000_000, MaxNodes = 3 });
        using var guest = Make(new WasiOptions { Folders = [new WasiPreopen("/", small.Root)] });
        var fd = guest.Opened("a", WasiOpenFlags.Create);
        var block = new string('x', 65_536);
        Ok(guest.Write(fd, block, out _));
        Ok(guest.Write(fd, block, out _));
        Ok(guest.Write(fd, block, out _, place: 500_000));
        Assert.Equal(3 * 65_536, small.BytesUsed);
        Is(WasiErrno.Nospc, guest.Write(fd, block, out _, place: 700_000));
        Is(WasiErrno.Fbig, guest.Write(fd, "x", out _, place: 1_000_000));
        Is(WasiErrno.Fbig, guest.Call("fd_filestat_set_size", fd, 1_000_001L));
        Is(WasiErrno.Nospc, guest.Call("fd_allocate", fd, 0L, 1_000_000L));
        Ok(guest.WriteFile("b", ""));
        Ok(guest.MakeFolder("c"));
        Is(WasiErrno.Nospc, guest.Open("d", out _, WasiOpenFlags.Create));
        Is(WasiErrno.Nospc, guest.Symlink("a", "d"));
        Ok(guest.Unlink("a"));
        Assert.Equal(3 * 65_536, small.BytesUsed);
        Ok(guest.Close(fd));
        Assert.Equal(0, small.BytesUsed);
        Ok(guest.WriteFile("d", block));
    }

    [Fact]
    public void AssetsAreSharedUntilTheyAreChanged()
    {
        var bytes = Encoding.UTF8.GetBytes("asset");
        Ok(VirtualFileSystem.FromAssets([KeyValuePair.Create("maps/one", new ReadOnlyMemory<byte>(bytes))], out var files));
        using var guest = Make(new WasiOptions { Folders = [new WasiPreopen("/", files.Root)] });
        Ok(guest.ReadFile("maps/one", out var text));
        Assert.Equal("asset", text);
        Assert.Equal(0, files.BytesUsed);
        var fd = guest.Opened("maps/one");
        Ok(guest.Write(fd, "A", out _));
        Assert.Equal("Asset", Encoding.UTF8.GetString(files.Read("maps/one")!));
        Assert.Equal("asset", Encoding.UTF8.GetString(bytes));
        Assert.Null(files.Read("maps"));
        Assert.Null(files.Read("../x"));
        Is(WasiErrno.Exist, files.Add("maps/one", default));
        Is(WasiErrno.Notdir, files.Add("maps/one/two", default));
        Is(WasiErrno.Inval, files.Add("a/../b", default));
        Is(WasiErrno.Notcapable, files.Add("/x", default));
        Is(WasiErrno.Isdir, files.Add("x/", default));
    }

    [Fact]
    public void EveryErrnoOfLinuxHasOneHere()
    {
        // 35 and 11 are told apart; 41 and 58 do not exist in Linux.
        for (var error = 1; error <= 133; error++)
        {
            Assert.InRange((int)LinuxErrno.Of(error), 1, (int)WasiErrno.Notcapable);
        }

        Assert.Equal(WasiErrno.Io, LinuxErrno.Of(9_999));
        Assert.Equal(WasiErrno.Success, LinuxErrno.Of(0));
        var reached = Enumerable.Range(0, 134).Select(LinuxErrno.Of).ToHashSet();
        Assert.Equal([WasiErrno.Notcapable], Enum.GetValues<WasiErrno>().Where(errno => !reached.Contains(errno)));
        Assert.Equal(WasiErrno.Notcapable, LinuxErrno.OfPath(18));
    }

    private static void Ok(WasiErrno errno) => Assert.Equal(WasiErrno.Success, errno);

    private static void Is(WasiErrno expected, WasiErrno errno) => Assert.Equal(expected, errno);

    private static int Int(Guest guest, int at) => BinaryPrimitives.ReadInt32LittleEndian(guest.Memory.Span[at..]);

    private Guest Make(WasiOptions options) => new(options with { Clock = _clock, Random = WasiRandom.Seeded(3) });
}
