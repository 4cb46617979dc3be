using Ludos.Wasm.Wasi;
using Xunit;

namespace Ludos.Wasm.Tests.Wasi;

/// <summary>Nothing leads out of a folder. That nothing outside was touched is checked after each test.</summary>
public abstract partial class FolderSuite
{
    [Theory]
    [InlineData("..")]
    [InlineData("../")]
    [InlineData("../secret.txt")]
    [InlineData("../inside/x")]
    [InlineData("a/../..")]
    [InlineData("a/../../secret.txt")]
    [InlineData("./../secret.txt")]
    [InlineData("a/./../.././secret.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("//etc/passwd")]
    [InlineData("/")]
    public void NoPathLeadsOut(string path)
    {
        Ok(_guest.MakeFolder("a"));
        Ok(_guest.WriteFile("own", "x"));
        AllRefuse(path);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../secret.txt")]
    [InlineData("a/../../secret.txt")]
    [InlineData("a/b/../../../secret.txt")]
    public void NoLinkLeadsOut(string content)
    {
        Ok(_guest.MakeFolder("a"));
        Ok(_guest.MakeFolder("a/b"));
        Ok(_guest.WriteFile("own", "x"));
        Ok(_guest.Symlink(content, "link"));
        Ok(_guest.Symlink("link", "link2"));
        foreach (var path in new[] { "link", "link2", "link/", "link/x", "link2/x", "a/../link" })
        {
            Is(WasiErrno.Notcapable, _guest.Open(path, out _, rights: Guest.ReadRights));
            Is(WasiErrno.Notcapable, _guest.Stat(path, out _));
        }

        Is(WasiErrno.Notcapable, _guest.Open("link", out _, WasiOpenFlags.Create));
        Is(WasiErrno.Notcapable, _guest.Open("link", out _, WasiOpenFlags.Truncate));
        Is(WasiErrno.Notcapable, _guest.Open("link/", out _, WasiOpenFlags.Directory, Guest.ReadRights));
        foreach (var path in new[] { "link/x", "link2/secret.txt" })
        {
            AllRefuse(path);
        }

        Ok(_guest.Unlink("link"));
    }

    [Fact]
    public void AbsoluteLinksAreNotMadeAndNotFollowed()
    {
        Is(WasiErrno.Notcapable, _guest.Symlink("/etc/passwd", "link"));
        Is(WasiErrno.Noent, _guest.Stat("link", out _, follow: false));
        if (_folder.Folder is not RealFolder)
        {
            return;
        }

        File.CreateSymbolicLink(Path.Combine(_folder.Inside, "absolute"), Path.Combine(_folder.Outside, "secret.txt"));
        File.CreateSymbolicLink(Path.Combine(_folder.Inside, "self"), _folder.Inside);
        Is(WasiErrno.Notcapable, _guest.ReadFile("absolute", out _));
        Is(WasiErrno.Notcapable, _guest.Open("absolute", out _, WasiOpenFlags.Create | WasiOpenFlags.Truncate));
        Is(WasiErrno.Notcapable, _guest.Open("self", out _, WasiOpenFlags.Directory, Guest.ReadRights));
        Is(WasiErrno.Notcapable, _guest.Stat("self/", out _, follow: false));
    }

    [Fact]
    public void AFolderThatWasOpenedIsAsTightAsItsParent()
    {
        Ok(_guest.MakeFolder("a"));
        Ok(_guest.WriteFile("own", "x"));
        var fd = _guest.OpenedFolder("a");
        Is(WasiErrno.Notcapable, _guest.Open("../own", out _, folder: fd));
        Is(WasiErrno.Notcapable, _guest.Stat("..", out _, folder: fd));
        Is(WasiErrno.Notcapable, _guest.OnPath("path_create_directory", "../made", fd));
    }

    [Fact]
    public void StrangePathsAreRefused()
    {
        Is(WasiErrno.Noent, _guest.Open("", out _));
        Is(WasiErrno.Inval, _guest.Open("a\0b", out _, WasiOpenFlags.Create));
        Is(WasiErrno.Nametoolong, _guest.Open(new string('n', 256), out _, WasiOpenFlags.Create));
        Is(WasiErrno.Nametoolong, _guest.Open(string.Join('/', Enumerable.Repeat("long", 1_000)), out _));
        _guest.Memory.Span[1024] = 0xFF;
        Is(WasiErrno.Ilseq, _guest.Call("path_create_directory", Guest.Folder, 1024, 1));
        Ok(_guest.WriteFile(new string('n', 255), "x"));
        Ok(_guest.WriteFile("ü\n\\:*?", "x"));
        Ok(_guest.ReadFile("ü\n\\:*?", out _));
    }

    private void AllRefuse(string path)
    {
        Is(WasiErrno.Notcapable, _guest.Open(path, out _, rights: Guest.ReadRights));
        Is(WasiErrno.Notcapable, _guest.Open(path, out _, WasiOpenFlags.Create | WasiOpenFlags.Truncate));
        Is(WasiErrno.Notcapable, _guest.Stat(path, out _));
        Is(WasiErrno.Notcapable, _guest.Stat(path, out _, follow: false));
        Is(WasiErrno.Notcapable, _guest.MakeFolder(path));
        Is(WasiErrno.Notcapable, _guest.RemoveFolder(path));
        Is(WasiErrno.Notcapable, _guest.Unlink(path));
        Is(WasiErrno.Notcapable, _guest.Rename(path, "stolen"));
        Is(WasiErrno.Notcapable, _guest.Rename("own", path));
        Is(WasiErrno.Notcapable, _guest.Link(path, "stolen"));
        Is(WasiErrno.Notcapable, _guest.Link("own", path));
        Is(WasiErrno.Notcapable, _guest.Symlink("x", path));
        Is(WasiErrno.Notcapable, _guest.ReadLink(path, out _));
        Is(WasiErrno.Notcapable, _guest.Call("path_filestat_set_times", Guest.Folder, 1, 1024, PutPath(path), 5_000L, 6_000L, 1 | 4));
        Is(WasiErrno.Notcapable, _guest.Call("path_filestat_set_times", Guest.Folder, 0, 1024, PutPath(path), 5_000L, 6_000L, 1 | 4));
        Is(WasiErrno.Noent, _guest.Stat("stolen", out _));
    }
}
