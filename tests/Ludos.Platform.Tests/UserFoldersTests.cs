using System.Runtime.Versioning;
using Ludos.Platform;
using Ludos.Platform.Processes;
using Xunit;

namespace Ludos.Platform.Tests;

/// <summary>One class, so that no two tests change the environment at once.</summary>
[SupportedOSPlatform("linux")]
public sealed class UserFoldersTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-platform-");
    private readonly string? _home = Environment.GetEnvironmentVariable("LUDOS_HOME");
    private readonly string? _runtime = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("LUDOS_HOME", _home);
        Environment.SetEnvironmentVariable("XDG_RUNTIME_DIR", _runtime);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Home_holds_both_for_this_user_only()
    {
        Environment.SetEnvironmentVariable("LUDOS_HOME", _folder.FullName);
        var runtime = UserFolders.Runtime().Value;
        var data = UserFolders.Data().Value;
        Assert.Equal((Path.Combine(_folder.FullName, "run"), Path.Combine(_folder.FullName, "data")), (runtime, data));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(runtime));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(data));
        Assert.Equal(runtime, UserFolders.Runtime().Value);
    }

    [Fact]
    public void Caches_lie_in_home_or_where_the_session_says()
    {
        var given = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        try
        {
            Environment.SetEnvironmentVariable("XDG_CACHE_HOME", Path.Combine(_folder.FullName, "session"));
            Environment.SetEnvironmentVariable("LUDOS_HOME", null);
            Assert.Equal(Path.Combine(_folder.FullName, "session", "ludos"), UserFolders.Cache().Value);
            Environment.SetEnvironmentVariable("LUDOS_HOME", _folder.FullName);
            Assert.Equal(Path.Combine(_folder.FullName, "cache"), UserFolders.Cache().Value);
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(UserFolders.Cache().Value));
        }
        finally
        {
            Environment.SetEnvironmentVariable("XDG_CACHE_HOME", given);
        }
    }

    [Fact]
    public void The_runtime_folder_lies_where_the_session_says()
    {
        Environment.SetEnvironmentVariable("LUDOS_HOME", null);
        Environment.SetEnvironmentVariable("XDG_RUNTIME_DIR", _folder.FullName);
        Assert.Equal(Path.Combine(_folder.FullName, "ludos"), UserFolders.Runtime().Value);
    }

    [Fact]
    public void A_link_is_refused()
    {
        Environment.SetEnvironmentVariable("LUDOS_HOME", _folder.FullName);
        var target = _folder.CreateSubdirectory("elsewhere");
        _ = Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "run"), target.FullName);
        AssertUnsafe("a link");
    }

    [Fact]
    public void A_folder_open_to_others_is_refused()
    {
        Environment.SetEnvironmentVariable("LUDOS_HOME", _folder.FullName);
        var run = _folder.CreateSubdirectory("run");
        run.UnixFileMode = OwnerOnly | UnixFileMode.GroupRead;
        AssertUnsafe("mode 740");
    }

    [RootFact("it gives a folder to another user")]
    public void Another_users_folder_is_refused()
    {
        Environment.SetEnvironmentVariable("LUDOS_HOME", _folder.FullName);
        var run = _folder.CreateSubdirectory("run");
        run.UnixFileMode = OwnerOnly;
        Assert.Equal(0, ChildProcess.Capture("chown", ["65534", run.FullName], TimeSpan.FromSeconds(10)).Value.ExitCode);
        AssertUnsafe("user 65534 owns it");
    }

    [Fact]
    public void A_file_in_its_place_is_a_fault()
    {
        Environment.SetEnvironmentVariable("LUDOS_HOME", _folder.FullName);
        File.WriteAllText(Path.Combine(_folder.FullName, "run"), "");
        Assert.Equal(UserFolderErrorCode.System, UserFolders.Runtime().Fault!.Code);
    }

    private static void AssertUnsafe(string detail)
    {
        var fault = UserFolders.Runtime().Fault;
        Assert.Equal(UserFolderErrorCode.Unsafe, fault!.Code);
        Assert.Contains(detail, fault.Message);
        Assert.Contains("LUDOS_HOME", fault.Mend);
    }
}
