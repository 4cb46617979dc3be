using Ludos.Wasm.Wasi;
using Xunit;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>Names: folders, renames, links, lists.</summary>
public abstract partial class FolderSuite
{
    [Fact]
    public void FoldersAreMadeAndRemoved()
    {
        Ok(_guest.MakeFolder("a"));
        Is(WasiErrno.Exist, _guest.MakeFolder("a"));
        Is(WasiErrno.Exist, _guest.MakeFolder("a/"));
        Is(WasiErrno.Exist, _guest.MakeFolder("."));
        Is(WasiErrno.Noent, _guest.MakeFolder("b/c"));
        Ok(_guest.MakeFolder("a/b/"));
        Ok(_guest.MakeFolder("a/./b/../c"));
        Ok(_guest.WriteFile("a/c/file", "x"));
        Is(WasiErrno.Notempty, _guest.RemoveFolder("a"));
        Is(WasiErrno.Notdir, _guest.RemoveFolder("a/c/file"));
        Is(WasiErrno.Isdir, _guest.Unlink("a/b"));
        Is(WasiErrno.Isdir, _guest.Unlink("a/b/"));
        Is(WasiErrno.Notdir, _guest.Unlink("a/c/file/"));
        Is(WasiErrno.Inval, _guest.RemoveFolder("a/b/."));
        Is(WasiErrno.Notempty, _guest.RemoveFolder("a/b/.."));
        Is(WasiErrno.Isdir, _guest.Unlink("a/b/.."));
        Ok(_guest.RemoveFolder("a/b/"));
        Ok(_guest.Unlink("a/c/file"));
        Is(WasiErrno.Noent, _guest.Unlink("a/c/file"));
        Is(WasiErrno.Noent, _guest.RemoveFolder("a/b"));
        Ok(_guest.RemoveFolder("a/c"));
        Ok(_guest.RemoveFolder("a"));
        Ok(_guest.List(Guest.Folder, out var names));
        Assert.Equal([".", ".."], names.Select(entry => entry.Name));
    }

    [Fact]
    public void NothingIsMadeInARemovedFolder()
    {
        Ok(_guest.MakeFolder("gone"));
        var fd = _guest.OpenedFolder("gone");
        Ok(_guest.RemoveFolder("gone"));
        Is(WasiErrno.Noent, _guest.Open("file", out _, WasiOpenFlags.Create, folder: fd));
        Is(WasiErrno.Noent, _guest.OnPath("path_create_directory", "folder", fd));
        Ok(_guest.Stat(fd, out var stat));
        Assert.Equal(0UL, stat.Links);
    }

    [Fact]
    public void RenamingReplaces()
    {
        Ok(_guest.WriteFile("one", "1"));
        Ok(_guest.WriteFile("two", "2"));
        Ok(_guest.Rename("one", "two"));
        Is(WasiErrno.Noent, _guest.Stat("one", out _));
        Ok(_guest.ReadFile("two", out var text));
        Assert.Equal("1", text);
        Is(WasiErrno.Noent, _guest.Rename("one", "three"));
        Ok(_guest.MakeFolder("a"));
        Ok(_guest.MakeFolder("a/b"));
        Ok(_guest.MakeFolder("c"));
        Is(WasiErrno.Isdir, _guest.Rename("two", "c"));
        Is(WasiErrno.Notdir, _guest.Rename("c", "two"));
        Is(WasiErrno.Notempty, _guest.Rename("c", "a"));
        Is(WasiErrno.Inval, _guest.Rename("a", "a/b/inside"));
        Is(WasiErrno.Busy, _guest.Rename(".", "d"));
        Is(WasiErrno.Busy, _guest.Rename("a", "c/.."));
        Is(WasiErrno.Notdir, _guest.Rename("two", "new/"));
        Is(WasiErrno.Notdir, _guest.Rename("two/", "new"));
        Ok(_guest.Rename("two", "a/b/two"));
        Ok(_guest.Rename("a/", "c/"));
        Ok(_guest.ReadFile("c/b/two", out text));
        Assert.Equal("1", text);
        Ok(_guest.Rename("c/b/two", "c/b/two"));
        Ok(_guest.Stat("c/b/two", out _));
    }

    [Fact]
    public void OneFileHasTwoNames()
    {
        Ok(_guest.WriteFile("one", "1"));
        Ok(_guest.Link("one", "two"));
        Is(WasiErrno.Exist, _guest.Link("one", "two"));
        Is(WasiErrno.Noent, _guest.Link("none", "three"));
        Ok(_guest.MakeFolder("folder"));
        Is(WasiErrno.Perm, _guest.Link("folder", "four"));
        Is(WasiErrno.Noent, _guest.Link("one", "five/"));
        Is(WasiErrno.Inval, _guest.Link("one", "six", flags: 1));
        Ok(_guest.Stat("one", out var first));
        Ok(_guest.Stat("two", out var second));
        Assert.Equal((first.Inode, first.Device, 2UL), (second.Inode, second.Device, second.Links));
        Ok(_guest.Rename("one", "two"));
        Ok(_guest.Stat("one", out _));
        Ok(_guest.WriteFile("two", "changed"));
        Ok(_guest.ReadFile("one", out var text));
        Assert.Equal("changed", text);
        Ok(_guest.Unlink("one"));
        Ok(_guest.Stat("two", out second));
        Assert.Equal(1UL, second.Links);
    }

    [Fact]
    public void LinksAreFollowedWithin()
    {
        Ok(_guest.MakeFolder("a"));
        Ok(_guest.MakeFolder("a/b"));
        Ok(_guest.WriteFile("a/file", "content"));
        Ok(_guest.Symlink("../file", "a/b/up"));
        Ok(_guest.Symlink("a/b", "across"));
        Ok(_guest.Symlink("loop", "loop"));
        Ok(_guest.Symlink("nowhere", "dangling"));
        Is(WasiErrno.Exist, _guest.Symlink("x", "loop"));
        Is(WasiErrno.Exist, _guest.Symlink("x", "a/"));
        Is(WasiErrno.Noent, _guest.Symlink("x", "none/"));
        Ok(_guest.ReadFile("across/up", out var text));
        Assert.Equal("content", text);
        Ok(_guest.ReadFile("across/../file", out text));
        Assert.Equal("content", text);
        Is(WasiErrno.Loop, _guest.Open("a/b/up", out _, follow: false));
        Is(WasiErrno.Loop, _guest.ReadFile("loop", out _));
        Is(WasiErrno.Loop, _guest.Stat("loop", out _));
        Is(WasiErrno.Noent, _guest.ReadFile("dangling", out _));
        Is(WasiErrno.Exist, _guest.Open("dangling", out _, WasiOpenFlags.Create | WasiOpenFlags.Exclusive));
        Ok(_guest.ReadLink("a/b/up", out text));
        Assert.Equal("../file", text);
        Ok(_guest.ReadLink("a/b/up", out text, 4));
        Assert.Equal("../f", text);
        Is(WasiErrno.Inval, _guest.ReadLink("a", out _));
        Is(WasiErrno.Inval, _guest.ReadLink("across/", out _));
        Is(WasiErrno.Noent, _guest.ReadLink("none", out _));
        Ok(_guest.Stat("across", out var stat, follow: false));
        Assert.Equal((WasiFileType.SymbolicLink, 3UL), (stat.Type, stat.SizeBytes));
        Ok(_guest.Stat("across/", out stat, follow: false));
        Assert.Equal(WasiFileType.Directory, stat.Type);
        Is(WasiErrno.Notdir, _guest.RemoveFolder("across"));
        Ok(_guest.Unlink("across"));
        Ok(_guest.Stat("a/b", out _));
    }

    [Fact]
    public void WritingThroughADanglingLinkMakesItsTargetWithin()
    {
        Ok(_guest.MakeFolder("a"));
        Ok(_guest.Symlink("a/made", "link"));
        Ok(_guest.WriteFile("link", "x"));
        Ok(_guest.ReadFile("a/made", out var text));
        Assert.Equal("x", text);
    }

    [Fact]
    public void NamesComeInOrderThroughAnyBuffer()
    {
        var expected = new List<string> { ".", ".." };
        for (var i = 0; i < 60; i++)
        {
            var name = $"name-{i * 7919 % 97:00}-é";
            Ok(_guest.WriteFile(name, ""));
            expected.Add(name);
        }

        expected.Sort(StringComparer.Ordinal);
        foreach (var bufferBytes in new[] { 64, 100, 333, 65_536 })
        {
            Ok(_guest.List(Guest.Folder, out var names, bufferBytes));
            Assert.Equal(expected, names.Select(entry => entry.Name));
        }

        Ok(_guest.MakeFolder("folder"));
        Ok(_guest.Symlink("x", "link"));
        Ok(_guest.List(Guest.Folder, out var all));
        Assert.Contains(("folder", WasiFileType.Directory), all);
        Assert.Contains(("link", WasiFileType.SymbolicLink), all);
        Ok(_guest.Call("fd_readdir", Guest.Folder, 65_536, 0, 0L, 16_384));
        Ok(_guest.Call("fd_readdir", Guest.Folder, 65_536, 100, long.MaxValue, 16_384));
        Assert.Equal(0, BitConverter.ToInt32(_guest.Memory.Span[16_384..]));
    }
}
