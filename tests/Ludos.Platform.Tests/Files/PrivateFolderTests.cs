using System.Runtime.Versioning;
using Ludos.Platform.Files;
using Ludos.Platform.Processes;
using Xunit;

namespace Ludos.Platform.Tests.Files;

[SupportedOSPlatform("linux")]
public sealed class PrivateFolderTests : IDisposable
{
    private const int MaxBytes = 1_000;
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("ludos-private-");

    private string Folder => Path.Combine(_parent.FullName, "folder");

    public void Dispose() => _parent.Delete(recursive: true);

    [Fact]
    public void Files_are_this_users_alone_and_appear_whole()
    {
        using var folder = PrivateFolder.Open(Folder).Value;
        Assert.Null(folder.Write("a", [1, 2, 3]));
        Assert.Null(folder.Write("a", [4, 5]));
        Assert.Equal([4, 5], folder.Read("a", MaxBytes).Value);
        Assert.Equal(OwnerFile, File.GetUnixFileMode(Path.Combine(Folder, "a")));
        Assert.Equal(OwnerFile | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
        Assert.Equal(("a", 2L), folder.List().Value.Select(file => (file.Name, file.LengthBytes)).Single());
        Assert.Equal(FileErrorCode.NotFound, folder.Read("b", MaxBytes).Fault!.Code);
        Assert.Null(folder.Delete("a"));
        Assert.Null(folder.Delete("a"));
    }

    [Fact]
    public void A_taken_name_is_not_written_again()
    {
        using var folder = PrivateFolder.Open(Folder).Value;
        Assert.Null(folder.WriteNew("a", [1]));
        Assert.Equal(FileErrorCode.Exists, folder.WriteNew("a", [2])!.Code);
        Assert.Equal([1], folder.Read("a", MaxBytes).Value);
        Assert.Single(folder.List().Value);
    }

    [Fact]
    public void Of_many_that_take_one_name_one_gets_it()
    {
        using var folder = PrivateFolder.Open(Folder).Value;
        var won = 0;
        Parallel.For(0, 64, i => Interlocked.Add(ref won, folder.WriteNew("a", [(byte)i]) is null ? 1 : 0));
        Assert.Equal(1, won);
        Assert.Single(folder.List().Value);
    }

    [Fact]
    public void Touching_makes_a_file_the_newest()
    {
        using var folder = PrivateFolder.Open(Folder).Value;
        Assert.Null(folder.Write("old", [1]));
        Assert.Null(folder.Write("new", [1]));
        File.SetLastWriteTimeUtc(Path.Combine(Folder, "old"), DateTime.UnixEpoch);
        File.SetLastWriteTimeUtc(Path.Combine(Folder, "new"), DateTime.UnixEpoch.AddDays(1));
        Assert.Equal("new", folder.List().Value.MaxBy(file => file.LastUse).Name);
        folder.Touch("old");
        folder.Touch("none");
        Assert.Equal("old", folder.List().Value.MaxBy(file => file.LastUse).Name);
    }

    [Fact]
    public void Links_pipes_and_folders_are_not_read()
    {
        using var folder = PrivateFolder.Open(Folder).Value;
        File.WriteAllText(Path.Combine(_parent.FullName, "target"), "x");
        File.CreateSymbolicLink(Path.Combine(Folder, "link"), Path.Combine(_parent.FullName, "target"));
        Assert.Equal(0, ChildProcess.Capture("mkfifo", ["-m", "600", Path.Combine(Folder, "pipe")], TimeSpan.FromSeconds(10)).Value.ExitCode);
        Directory.CreateDirectory(Path.Combine(Folder, "sub"), OwnerFile | UnixFileMode.UserExecute);
        Assert.All(new[] { "link", "pipe", "sub" }, name => Assert.Equal(FileErrorCode.Denied, folder.Read(name, MaxBytes).Fault!.Code));
    }

    [Fact]
    public void Long_files_and_files_within_reach_of_others_are_not_read()
    {
        using var folder = PrivateFolder.Open(Folder).Value;
        Assert.Null(folder.Write("long", new byte[MaxBytes + 1]));
        Assert.Equal(FileErrorCode.Failed, folder.Read("long", MaxBytes).Fault!.Code);
        Assert.Null(folder.Write("open", [1]));
        File.SetUnixFileMode(Path.Combine(Folder, "open"), OwnerFile | UnixFileMode.GroupWrite);
        var fault = folder.Read("open", MaxBytes).Fault!;
        Assert.Equal((FileErrorCode.Denied, true), (fault.Code, fault.Message.Contains("mode 620", StringComparison.Ordinal)));
    }

    [RootFact("it gives a file and a folder to another user")]
    public void What_another_user_owns_is_refused()
    {
        using var folder = PrivateFolder.Open(Folder).Value;
        Assert.Null(folder.Write("theirs", [1]));
        Chown(Path.Combine(Folder, "theirs"));
        Assert.Contains("user 65534 owns it", folder.Read("theirs", MaxBytes).Fault!.Message, StringComparison.Ordinal);
        Chown(Folder);
        Assert.Contains("user 65534 owns it", PrivateFolder.Open(Folder).Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_or_an_open_folder_is_refused()
    {
        Directory.CreateSymbolicLink(Folder, _parent.CreateSubdirectory("target").FullName);
        Assert.Equal(FileErrorCode.Denied, PrivateFolder.Open(Folder).Fault!.Code);
        File.Delete(Folder);
        PrivateFolder.Open(Folder).Value.Dispose();
        File.SetUnixFileMode(Folder, OwnerFile | UnixFileMode.UserExecute | UnixFileMode.OtherRead);
        Assert.Contains("mode 704", PrivateFolder.Open(Folder).Fault!.Message, StringComparison.Ordinal);
    }

    private static void Chown(string path) => Assert.Equal(0, ChildProcess.Capture("chown", ["65534", path], TimeSpan.FromSeconds(10)).Value.ExitCode);
}
