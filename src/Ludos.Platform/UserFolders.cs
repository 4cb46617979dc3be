using Ludos.Base;
using Ludos.Platform.Native;

namespace Ludos.Platform;

/// <summary>Where this user's sockets, data and caches lie. LUDOS_HOME, when set, holds all, as run/, data/ and cache/. Thread-safe.</summary>
public static class UserFolders
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// Sockets of running games: $XDG_RUNTIME_DIR/ludos, else ludos-UID in the folder for temporary files. Made when absent, mode 0700; refused when it
    /// is a link, another user's, or open to others.
    /// </summary>
    public static Result<string, UserFolderErrorCode> Runtime()
    {
        if (Home() is { } home)
        {
            return Ensure(Path.Combine(home, "run"));
        }

        var given = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        if (!string.IsNullOrEmpty(given) && Directory.Exists(given))
        {
            return Ensure(Path.Combine(given, "ludos"));
        }

        return OperatingSystem.IsWindows()
            ? Ensure(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Ludos", "run"))
            : Ensure(Path.Combine(Path.GetTempPath(), $"ludos-{Libc.EffectiveUser()}"));
    }

    /// <summary>What outlives a run: $XDG_DATA_HOME/ludos, else ~/.local/share/ludos. Made when absent, mode 0700.</summary>
    public static Result<string, UserFolderErrorCode> Data()
    {
        if (Home() is { } home)
        {
            return Ensure(Path.Combine(home, "data"));
        }

        // The framework answers $XDG_DATA_HOME or ~/.local/share on Unix, %LOCALAPPDATA% on Windows.
        return Ensure(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "ludos"));
    }

    /// <summary>What can be made again: $XDG_CACHE_HOME/ludos, else ~/.cache/ludos. Made when absent, mode 0700.</summary>
    public static Result<string, UserFolderErrorCode> Cache()
    {
        if (Home() is { } home)
        {
            return Ensure(Path.Combine(home, "cache"));
        }

        if (OperatingSystem.IsWindows())
        {
            return Ensure(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Ludos", "cache"));
        }

        var given = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        var root = string.IsNullOrEmpty(given)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), ".cache")
            : given;
        return Ensure(Path.Combine(root, "ludos"));
    }

    private static string? Home() => Environment.GetEnvironmentVariable("LUDOS_HOME") is { Length: > 0 } home ? Path.GetFullPath(home) : null;

    private static Result<string, UserFolderErrorCode> Ensure(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                _ = Directory.CreateDirectory(path);
                return path;
            }

            if (Path.GetDirectoryName(path) is { } parent)
            {
                _ = Directory.CreateDirectory(parent);
            }

            _ = Directory.CreateDirectory(path, OwnerOnly);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Fault<UserFolderErrorCode>(UserFolderErrorCode.System, $"Folder '{path}' could not be made: {failure.Message}", "Set LUDOS_HOME to a folder of yours.");
        }

        return Examine(path);
    }

    private static Result<string, UserFolderErrorCode> Examine(string path)
    {
        if (!FileOwner.TryRead(path, out var isFolder, out var owner, out var mode))
        {
            return new Fault<UserFolderErrorCode>(UserFolderErrorCode.System, $"Folder '{path}' could not be examined: {Libc.LastErrorText()}.", "Set LUDOS_HOME to a folder of yours.");
        }

        const uint othersBits = 0b000_111_111;
        var complaint = !isFolder ? "it is a link or not a folder"
            : owner != Libc.EffectiveUser() ? $"user {owner} owns it"
            : (mode & othersBits) != 0 ? $"others can reach it (mode {Convert.ToString(mode & 0b111_111_111, 8)})"
            : null;
        return complaint is null
            ? path
            : new Fault<UserFolderErrorCode>(UserFolderErrorCode.Unsafe, $"Folder '{path}' is not safe to use: {complaint}.", "Remove it or make it yours with mode 0700, or set LUDOS_HOME to a folder of yours.");
    }
}
