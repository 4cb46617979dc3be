using Ludos.Wasm.Wasi;
using Xunit;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>Pointers that lead out of the memory fail before anything is done.</summary>
public sealed class PointerTests : IDisposable
{
    private const int Good = 4_096;
    private readonly VirtualFileSystem _files = new();
    private readonly Guest _guest;

    public PointerTests() => _guest = new Guest(new WasiOptions
    {
        Arguments = ["a"],
        Environment = [KeyValuePair.Create("A", "b")],
        Folders = [new WasiPreopen("/folder", _files.Root)],
        Clock = new VirtualClock(),
        Random = WasiRandom.Seeded(1),
    });

    /// <summary>The last byte but one, behind the end, and the highest addresses there are.</summary>
    public static TheoryData<int> Bad => [(4 * WasmMemory.PageBytes) - 1, 4 * WasmMemory.PageBytes, -1, -8, int.MinValue];

    public void Dispose() => _guest.Dispose();

    [Theory]
    [MemberData(nameof(Bad))]
    public void EveryCallSaysFault(int bad)
    {
        Assert.Equal(WasiErrno.Success, _guest.WriteFile("file", "content"));
        var fd = _guest.Opened("file");
        object[][] calls =
        [
            ["args_sizes_get", bad, Good], ["args_sizes_get", Good, bad], ["args_get", bad, Good], ["args_get", Good, bad],
            ["environ_sizes_get", bad, Good], ["environ_sizes_get", Good, bad], ["environ_get", bad, Good], ["environ_get", Good, bad],
            ["clock_time_get", 0, 0L, bad], ["clock_res_get", 0, bad], ["random_get", bad, 8], ["random_get", Good, -1],
            ["fd_fdstat_get", fd, bad], ["fd_prestat_get", Guest.Folder, bad], ["fd_prestat_dir_name", Guest.Folder, bad, 8], ["fd_filestat_get", fd, bad],
            ["fd_read", fd, bad, 1, Good], ["fd_read", fd, Good, 1, bad], ["fd_pread", fd, bad, 1, 0L, Good], ["fd_pread", fd, Good, 1, 0L, bad],
            ["fd_write", fd, bad, 1, Good], ["fd_write", fd, Good, 1, bad], ["fd_pwrite", fd, bad, 1, 0L, Good], ["fd_pwrite", fd, Good, 1, 0L, bad],
            ["fd_seek", fd, 3L, 0, bad], ["fd_tell", fd, bad],
            ["fd_readdir", Guest.Folder, bad, 100, 0L, Good], ["fd_readdir", Guest.Folder, Good, -1, 0L, Good], ["fd_readdir", Guest.Folder, Good, 100, 0L, bad],
            ["path_open", Guest.Folder, 1, bad, 4, 1, Guest.AllRights, 0L, 0, Good], ["path_open", Guest.Folder, 1, Good, 4, 1, Guest.AllRights, 0L, 0, bad],
            ["path_filestat_get", Guest.Folder, 1, bad, 4, Good], ["path_filestat_get", Guest.Folder, 1, Good, 4, bad],
            ["path_filestat_set_times", Guest.Folder, 1, bad, 4, 0L, 0L, 0], ["path_create_directory", Guest.Folder, bad, 4], ["path_unlink_file", Guest.Folder, bad, 4],
            ["path_remove_directory", Guest.Folder, bad, 4], ["path_readlink", Guest.Folder, bad, 4, Good, 4, Good], ["path_readlink", Guest.Folder, Good, 4, bad, 4, Good],
            ["path_readlink", Guest.Folder, Good, 4, Good, 4, bad], ["path_rename", Guest.Folder, bad, 4, Guest.Folder, Good, 4], ["path_rename", Guest.Folder, Good, 4, Guest.Folder, bad, 4],
            ["path_link", Guest.Folder, 0, bad, 4, Guest.Folder, Good, 4], ["path_link", Guest.Folder, 0, Good, 4, Guest.Folder, bad, 4],
            ["path_symlink", bad, 4, Guest.Folder, Good, 4], ["path_symlink", Good, 4, Guest.Folder, bad, 4],
            ["poll_oneoff", bad, Good, 1, Good], ["poll_oneoff", Good, bad, 1, Good], ["poll_oneoff", Good, Good, 1, bad],
        ];
        foreach (var call in calls)
        {
            "file"u8.CopyTo(_guest.Memory.Span[Good..]);
            Assert.True(_guest.Call((string)call[0], call[1..]) == WasiErrno.Fault, string.Join(' ', call));
        }

        Assert.Equal(WasiErrno.Success, _guest.ReadFile("file", out var text));
        Assert.Equal("content", text);
        Assert.Equal(WasiErrno.Success, _guest.List(Guest.Folder, out var names));
        Assert.Equal([".", "..", "file"], names.Select(entry => entry.Name));
    }

    [Fact]
    public void ABufferInAListIsCheckedBeforeTheFirstIsUsed()
    {
        var fd = _guest.Opened("file", WasiOpenFlags.Create);
        var span = _guest.Memory.Span;
        BitConverter.TryWriteBytes(span[Good..], 100);
        BitConverter.TryWriteBytes(span[(Good + 4)..], 8);
        BitConverter.TryWriteBytes(span[(Good + 8)..], span.Length - 4);
        BitConverter.TryWriteBytes(span[(Good + 12)..], 8);
        Assert.Equal(WasiErrno.Fault, _guest.Call("fd_write", fd, Good, 2, 100));
        Assert.Equal(WasiErrno.Success, _guest.Stat(fd, out var stat));
        Assert.Equal(0UL, stat.SizeBytes);
    }

    [Fact]
    public void WithoutAMemoryEveryPointerIsAFault()
    {
        using var host = new WasiHost(new WasiOptions());
        var call = (Delegate)host.Imports.Entries[(WasiHost.ModuleName, "args_sizes_get")];
        Assert.Equal((int)WasiErrno.Fault, call.DynamicInvoke(0, 4));
    }
}
