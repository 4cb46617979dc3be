using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Files;

/// <summary>One file of a <see cref="PrivateFolder"/>.</summary>
/// <param name="Name">Within the folder.</param>
/// <param name="LengthBytes">When it was listed.</param>
/// <param name="LastUse">Orders files by when they were last written or <see cref="PrivateFolder.Touch">touched</see>; its zero is arbitrary.</param>
public readonly record struct PrivateFileEntry(string Name, long LengthBytes, long LastUse);

/// <summary>
/// A folder of small files that this user alone can reach: mode 0700, owned by the user, no link; the same is asked of every file, which is
/// never followed as a link. Files appear whole or not at all. Any number of processes and threads may use one folder.
/// </summary>
public sealed class PrivateFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string UnfinishedPrefix = ".new-";
    private const int UnfinishedNameBytes = 12;

    private readonly SafeFileHandle? _folder;

    private PrivateFolder(string path, SafeFileHandle? folder)
    {
        Path = path;
        _folder = folder;
    }

    public string Path { get; }

    /// <summary>Opens the folder; makes it where there is none. <see cref="FileErrorCode.Denied"/> when it is a link, another user's or open to others.</summary>
    public static Result<PrivateFolder, FileErrorCode> Open(string path)
    {
        try
        {
            var full = System.IO.Path.GetFullPath(path);
            if (OperatingSystem.IsWindows())
            {
                _ = Directory.CreateDirectory(full);
                return new PrivateFolder(full, null);
            }

            _ = Directory.CreateDirectory(full, OwnerOnly);
            return OperatingSystem.IsLinux() ? Hold(full) : Examine(full);
        }
        catch (Exception error) when (FileFaults.IsAboutFiles(error))
        {
            return FileFaults.Of(error, path);
        }
    }

    /// <summary>A file's bytes. <see cref="FileErrorCode.Denied"/> when it is a link, no plain file, another user's, or others can reach it.</summary>
    /// <param name="maxBytes">A longer file is <see cref="FileErrorCode.Failed"/> and not read.</param>
    public Result<byte[], FileErrorCode> Read(string name, int maxBytes)
    {
        try
        {
            if (!OpenToRead(name).TryGet(out var file, out var fault))
            {
                return fault;
            }

            using (file)
            {
                var length = RandomAccess.GetLength(file);
                if (length > maxBytes)
                {
                    return new Fault<FileErrorCode>(FileErrorCode.Failed, $"{PathOf(name)} has {length} bytes; {maxBytes} are the most it may have.");
                }

                var bytes = new byte[length];
                var filled = 0;
                while (filled < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(filled), filled) is > 0 and var got)
                {
                    filled += got;
                }

                return filled == bytes.Length ? bytes : bytes[..filled];
            }
        }
        catch (Exception error) when (FileFaults.IsAboutFiles(error))
        {
            return FileFaults.Of(error, PathOf(name));
        }
    }

    /// <summary>Puts a file in place, mode 0600, in one step: others see all of it or what was there before.</summary>
    public Fault<FileErrorCode>? Write(string name, ReadOnlySpan<byte> bytes) => Put(name, bytes, replace: true);

    /// <summary>Like <see cref="Write"/>; <see cref="FileErrorCode.Exists"/> when the name is taken, by whomsoever and whenever.</summary>
    public Fault<FileErrorCode>? WriteNew(string name, ReadOnlySpan<byte> bytes) => Put(name, bytes, replace: false);

    /// <summary>Marks a file as used now. One that is gone is left alone.</summary>
    public void Touch(string name)
    {
        if (_folder is not null)
        {
            FolderCalls.Touch(_folder, name);
        }
    }

    /// <summary>A file that is gone already is no fault.</summary>
    public Fault<FileErrorCode>? Delete(string name)
    {
        try
        {
            File.Delete(PathOf(name));
            return null;
        }
        catch (Exception error) when (FileFaults.IsAboutFiles(error))
        {
            return FileFaults.Of(error, PathOf(name));
        }
    }

    /// <summary>Every file in it, unfinished ones of processes that died too, in no order.</summary>
    public Result<IReadOnlyList<PrivateFileEntry>, FileErrorCode> List()
    {
        try
        {
            return new DirectoryInfo(Path).EnumerateFiles().Select(Entry).OfType<PrivateFileEntry>().ToArray();
        }
        catch (Exception error) when (FileFaults.IsAboutFiles(error))
        {
            return FileFaults.Of(error, Path);
        }
    }

    public void Dispose() => _folder?.Dispose();

    private static PrivateFileEntry? Entry(FileInfo file)
    {
        try
        {
            return new PrivateFileEntry(file.Name, file.Length, file.LastWriteTimeUtc.Ticks);
        }
        catch (FileNotFoundException)
        {
            // Another process has just deleted it.
            return null;
        }
    }

    private static Result<PrivateFolder, FileErrorCode> Hold(string full)
    {
        var handle = FolderCalls.OpenFolder(full);
        if (handle.IsInvalid)
        {
            var why = Libc.LastErrorText();
            handle.Dispose();
            return Unsafe(full, $"it is a link or cannot be opened ({why})");
        }

        var facts = FileOwner.Examine(handle);
        var complaint = facts.Complaint();
        if (complaint is null)
        {
            return new PrivateFolder(full, handle);
        }

        handle.Dispose();
        return Unsafe(full, complaint);
    }

    private static Result<PrivateFolder, FileErrorCode> Examine(string full) =>
        !FileOwner.TryRead(full, out var isFolder, out _, out var mode) || !isFolder ? Unsafe(full, "it is a link or not a folder")
        : new FileFacts(true, true, Libc.EffectiveUser(), mode).Complaint() is { } complaint ? Unsafe(full, complaint)
        : new PrivateFolder(full, null);

    private static Fault<FileErrorCode> Unsafe(string path, string complaint) =>
        new(FileErrorCode.Denied, $"{path} is not safe to use: {complaint}.", "Remove it, or make it yours with mode 0700 (0600 for a file).");

    private Result<SafeFileHandle, FileErrorCode> OpenToRead(string name)
    {
        if (_folder is null)
        {
            var info = new FileInfo(PathOf(name));
            return info.LinkTarget is not null ? Unsafe(info.FullName, "it is a link") : File.OpenHandle(info.FullName, share: FileShare.ReadWrite | FileShare.Delete);
        }

        var handle = FolderCalls.OpenFile(_folder, name);
        if (handle.IsInvalid)
        {
            var missing = FolderCalls.LastWasMissing();
            var why = Libc.LastErrorText();
            handle.Dispose();
            return missing
                ? new Fault<FileErrorCode>(FileErrorCode.NotFound, $"There is no file {PathOf(name)}.")
                : Unsafe(PathOf(name), $"it is a link or cannot be opened ({why})");
        }

        var facts = FileOwner.Examine(handle);
        if ((facts.IsPlainFile ? facts.Complaint() : "it is no plain file") is { } complaint)
        {
            handle.Dispose();
            return Unsafe(PathOf(name), complaint);
        }

        return handle;
    }

    private Fault<FileErrorCode>? Put(string name, ReadOnlySpan<byte> bytes, bool replace)
    {
        FileSizeSignal.Catch();
        var unfinished = UnfinishedPrefix + RandomNumberGenerator.GetHexString(UnfinishedNameBytes, lowercase: true);
        try
        {
            using (var file = File.OpenHandle(PathOf(unfinished), FileMode.CreateNew, FileAccess.Write))
            {
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                }

                RandomAccess.Write(file, bytes, 0);
            }

            return replace ? Replace(unfinished, name) : Name(unfinished, name);
        }
        catch (Exception error) when (FileFaults.IsAboutFiles(error))
        {
            _ = Delete(unfinished);
            return FileFaults.Of(error, PathOf(name));
        }
    }

    private Fault<FileErrorCode>? Replace(string unfinished, string name)
    {
        File.Move(PathOf(unfinished), PathOf(name), overwrite: true);
        return null;
    }

    // A second name for the same file is refused by the system when it is taken, whatever others do meanwhile.
    private Fault<FileErrorCode>? Name(string unfinished, string name)
    {
        var taken = _folder is not null ? !FolderCalls.Link(_folder, unfinished, name) : File.Exists(PathOf(name));
        if (_folder is null && !taken)
        {
            File.Move(PathOf(unfinished), PathOf(name), overwrite: false);
        }

        _ = Delete(unfinished);
        return taken ? new Fault<FileErrorCode>(FileErrorCode.Exists, $"{PathOf(name)} is there already.") : null;
    }

    private string PathOf(string name) => System.IO.Path.Combine(Path, name);
}
