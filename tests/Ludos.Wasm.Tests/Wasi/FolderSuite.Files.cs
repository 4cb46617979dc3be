using Ludos.Wasm.Wasi;
using Xunit;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>Files: opening, reading, writing, places, sizes, times.</summary>
public abstract partial class FolderSuite
{
    private const int Set = 0;
    private const int Here = 1;
    private const int End = 2;

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        var fd = _guest.Opened("file", WasiOpenFlags.Create);
        Ok(_guest.Write(fd, "hello ", out var count));
        Assert.Equal(6, count);
        Ok(_guest.Write(fd, "world", out _));
        Ok(_guest.Seek(fd, 0, Set, out _));
        Ok(_guest.Read(fd, out var text));
        Assert.Equal("hello world", text);
        Ok(_guest.Read(fd, out text));
        Assert.Equal("", text);
        Ok(_guest.Close(fd));
        Is(WasiErrno.Badf, _guest.Read(fd, out _));
    }

    [Fact]
    public void OpeningSaysWhatIsThere()
    {
        Is(WasiErrno.Noent, _guest.Open("none", out _));
        Ok(_guest.WriteFile("file", "12345"));
        Is(WasiErrno.Exist, _guest.Open("file", out _, WasiOpenFlags.Create | WasiOpenFlags.Exclusive));
        Is(WasiErrno.Notdir, _guest.Open("file", out _, WasiOpenFlags.Directory, Guest.ReadRights));
        Is(WasiErrno.Notdir, _guest.Open("file/", out _, rights: Guest.ReadRights));
        Is(WasiErrno.Notdir, _guest.Open("file/below", out _));
        Is(WasiErrno.Isdir, _guest.Open("new/", out _, WasiOpenFlags.Create));
        Ok(_guest.MakeFolder("folder"));
        Is(WasiErrno.Isdir, _guest.Open("folder", out _));
        Ok(_guest.Open("folder", out _, rights: Guest.ReadRights));
        Ok(_guest.Open(".", out _, WasiOpenFlags.Directory, Guest.ReadRights));
        Ok(_guest.Open("folder/..", out _, WasiOpenFlags.Directory, Guest.ReadRights));
        Is(WasiErrno.Inval, _guest.Open("folder", out _, WasiOpenFlags.Directory | WasiOpenFlags.Create));
        Ok(_guest.Open("file", out var fd, WasiOpenFlags.Truncate));
        Ok(_guest.Stat(fd, out var stat));
        Assert.Equal(0UL, stat.SizeBytes);
    }

    [Fact]
    public void PlacesAreKeptForEachDescriptor()
    {
        Ok(_guest.WriteFile("file", "0123456789"));
        var (one, two) = (_guest.Opened("file"), _guest.Opened("file"));
        Ok(_guest.Read(one, out var text, 4));
        Assert.Equal("0123", text);
        Ok(_guest.Read(two, out text, 2));
        Assert.Equal("01", text);
        Ok(_guest.Seek(one, -2, Here, out var place));
        Assert.Equal(2, place);
        Ok(_guest.Seek(one, -1, End, out place));
        Assert.Equal(9, place);
        Is(WasiErrno.Inval, _guest.Seek(one, -11, End, out _));
        Is(WasiErrno.Inval, _guest.Seek(one, long.MaxValue, Here, out _));
        Is(WasiErrno.Inval, _guest.Seek(one, 0, 3, out _));
        Ok(_guest.Read(one, out text));
        Assert.Equal("9", text);
        Ok(_guest.Read(one, out text, 3, place: 5));
        Assert.Equal("567", text);
        Ok(_guest.Seek(one, 0, Here, out place));
        Assert.Equal(10, place);
        Ok(_guest.Write(one, "ab", out _, place: 0));
        Ok(_guest.Read(two, out text, 3, place: 0));
        Assert.Equal("ab2", text);
    }

    [Fact]
    public void AGapReadsAsZero()
    {
        var fd = _guest.Opened("file", WasiOpenFlags.Create);
        Ok(_guest.Seek(fd, 70_000, Set, out _));
        Ok(_guest.Write(fd, "x", out _));
        Ok(_guest.Stat(fd, out var stat));
        Assert.Equal(70_001UL, stat.SizeBytes);
        Ok(_guest.Read(fd, out var text, 4, place: 69_997));
        Assert.Equal("\0\0\0x", text);
        Ok(_guest.Read(fd, out text, 4, place: 80_000));
        Assert.Equal("", text);
    }

    [Fact]
    public void AppendingGoesToTheEndWhereverThePlaceIs()
    {
        Ok(_guest.WriteFile("file", "one "));
        var fd = _guest.Opened("file", fdFlags: WasiFdFlags.Append);
        Ok(_guest.Seek(fd, 0, Set, out _));
        Ok(_guest.Write(fd, "two ", out _));
        Ok(_guest.Seek(fd, 0, Here, out var place));
        Assert.Equal(8, place);
        var other = _guest.Opened("file", fdFlags: WasiFdFlags.Append | WasiFdFlags.Sync);
        Ok(_guest.Write(other, "three", out _));
        Ok(_guest.Write(fd, "!", out _));
        Ok(_guest.Write(fd, "ONE", out _, place: 0));
        Ok(_guest.ReadFile("file", out var text));
        Assert.Equal("ONE two three!", text);
        Ok(_guest.Call("fd_fdstat_set_flags", fd, 0));
        Ok(_guest.Seek(fd, 0, Set, out _));
        Ok(_guest.Write(fd, "1", out _));
        Ok(_guest.ReadFile("file", out text));
        Assert.Equal("1NE two three!", text);
    }

    [Fact]
    public void SizesGrowAndShrink()
    {
        Ok(_guest.WriteFile("file", "0123456789"));
        var fd = _guest.Opened("file");
        Ok(_guest.Call("fd_filestat_set_size", fd, 4L));
        Ok(_guest.Call("fd_filestat_set_size", fd, 6L));
        Ok(_guest.Read(fd, out var text));
        Assert.Equal("0123\0\0", text);
        Is(WasiErrno.Inval, _guest.Call("fd_filestat_set_size", fd, -1L));
        Ok(_guest.Call("fd_allocate", fd, 100L, 28L));
        Ok(_guest.Stat(fd, out var stat));
        Assert.Equal(128UL, stat.SizeBytes);
        Ok(_guest.Call("fd_allocate", fd, 0L, 10L));
        Ok(_guest.Stat(fd, out stat));
        Assert.Equal(128UL, stat.SizeBytes);
        Is(WasiErrno.Inval, _guest.Call("fd_allocate", fd, 0L, 0L));
        Is(WasiErrno.Fbig, _guest.Call("fd_allocate", fd, long.MaxValue, 10L));
        Ok(_guest.Call("fd_advise", fd, 0L, 0L, 3));
        Is(WasiErrno.Inval, _guest.Call("fd_advise", fd, 0L, 0L, 6));
        Ok(_guest.Call("fd_sync", fd));
        Ok(_guest.Call("fd_datasync", fd));
    }

    [Fact]
    public void TimesAreSetAndKept()
    {
        Ok(_guest.WriteFile("file", ""));
        var fd = _guest.Opened("file");
        Ok(_guest.Call("fd_filestat_set_times", fd, 1_000_000_000L, 2_500_000_001L, 1 | 4));
        Ok(_guest.Stat(fd, out var stat));
        Assert.Equal((1_000_000_000UL, 2_500_000_001UL), (stat.AccessedNs, stat.ModifiedNs));
        Ok(_guest.Call("fd_filestat_set_times", fd, 7_000L, 9_000L, 4));
        Ok(_guest.Stat("file", out stat));
        Assert.Equal((1_000_000_000UL, 9_000UL), (stat.AccessedNs, stat.ModifiedNs));
        Is(WasiErrno.Inval, _guest.Call("fd_filestat_set_times", fd, 0L, 0L, 1 | 2));
        Is(WasiErrno.Inval, _guest.Call("fd_filestat_set_times", fd, 0L, 0L, 4 | 8));
        Is(WasiErrno.Inval, _guest.Call("fd_filestat_set_times", fd, 0L, 0L, 16));
        Ok(_guest.Call("fd_filestat_set_times", fd, 0L, 0L, 2 | 8));
        Ok(_guest.Symlink("file", "link"));
        Ok(_guest.Call("path_filestat_set_times", Guest.Folder, 0, 1024, PutPath("link"), 5_000L, 6_000L, 1 | 4));
        Ok(_guest.Stat("link", out stat, follow: false));
        Assert.Equal((5_000UL, 6_000UL, WasiFileType.SymbolicLink), (stat.AccessedNs, stat.ModifiedNs, stat.Type));
        Ok(_guest.Call("path_filestat_set_times", Guest.Folder, 1, 1024, PutPath("link"), 7_000L, 8_000L, 1 | 4));
        Ok(_guest.Stat("file", out stat));
        Assert.Equal((7_000UL, 8_000UL), (stat.AccessedNs, stat.ModifiedNs));
    }

    [Fact]
    public void AnUnlinkedFileLivesWhileItIsOpen()
    {
        Ok(_guest.WriteFile("file", "still here"));
        var fd = _guest.Opened("file");
        Ok(_guest.Unlink("file"));
        Is(WasiErrno.Noent, _guest.Stat("file", out _));
        Ok(_guest.Read(fd, out var text));
        Assert.Equal("still here", text);
        Ok(_guest.Stat(fd, out var stat));
        Assert.Equal(0UL, stat.Links);
        Ok(_guest.Write(fd, "more", out _));
    }

    [Fact]
    public void AFolderIsNoFile()
    {
        Ok(_guest.MakeFolder("folder"));
        var fd = _guest.OpenedFolder("folder");
        Is(WasiErrno.Isdir, _guest.Read(fd, out _));
        Is(WasiErrno.Isdir, _guest.Write(fd, "x", out _));
        Is(WasiErrno.Isdir, _guest.Seek(fd, 0, Set, out _));
        Is(WasiErrno.Badf, _guest.Call("fd_advise", fd, 0L, 0L, 0));
        Is(WasiErrno.Isdir, _guest.Call("fd_allocate", fd, 0L, 1L));
        Ok(_guest.Stat(fd, out var stat));
        Assert.Equal(WasiFileType.Directory, stat.Type);
        Ok(_guest.WriteFile("file", ""));
        Is(WasiErrno.Notdir, _guest.List(_guest.Opened("file"), out _));
        Is(WasiErrno.Notdir, _guest.Open("x", out _, folder: _guest.Opened("file")));
    }

    private int PutPath(string path) => System.Text.Encoding.UTF8.GetBytes(path, _guest.Memory.Span[1024..]);
}
