using System.Runtime.InteropServices;

namespace Ludos.Platform.Native;

/// <summary>lstat, as far as it is needed: what a path itself is, not what it links to.</summary>
internal static unsafe partial class FileOwner
{
    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const uint WantTypeModeOwner = 0x1 | 0x2 | 0x8;
    private const uint TypeMask = 0xF000;
    private const uint FolderType = 0x4000;
    private const uint SocketType = 0xC000;

    internal static bool TryRead(string path, out bool isFolder, out uint owner, out uint mode)
    {
        if (!OperatingSystem.IsLinux())
        {
            return TryReadPortable(path, out isFolder, out owner, out mode);
        }

        // statx has one layout on every architecture, which stat has not.
        const int statxBytes = 256;
        var buffer = stackalloc byte[statxBytes];
        var ok = Statx(CurrentFolder, path, NoFollow, WantTypeModeOwner, buffer) == 0;
        const int ownerOffset = 20;
        const int modeOffset = 28;
        owner = ok ? *(uint*)(buffer + ownerOffset) : 0;
        mode = ok ? *(ushort*)(buffer + modeOffset) : 0u;
        isFolder = (mode & TypeMask) == FolderType;
        return ok;
    }

    internal static bool IsSocket(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            const FileAttributes plain = FileAttributes.Directory | FileAttributes.ReparsePoint;
            var file = new FileInfo(path);
            return file is { Exists: true, Length: 0 } && (file.Attributes & plain) == 0;
        }

        _ = TryRead(path, out _, out _, out var mode);
        return (mode & TypeMask) == SocketType;
    }

    /// <summary>The number that the kernel knows an open file by, and the bytes it has given it; zeroes where it does not tell.</summary>
    internal static (ulong Number, ulong AllocatedBytes) Identify(int file)
    {
        const int emptyPath = 0x1000;
        const uint wantNumberAndBlocks = 0x100 | 0x400;
        const int statxBytes = 256;
        const int numberOffset = 32;
        const int blocksOffset = 48;
        const int blockBytes = 512;
        var buffer = stackalloc byte[statxBytes];
        return OperatingSystem.IsLinux() && Statx(file, "", emptyPath, wantNumberAndBlocks, buffer) == 0
            ? (*(ulong*)(buffer + numberOffset), *(ulong*)(buffer + blocksOffset) * blockBytes)
            : default;
    }

    /// <summary>Of what is open, whatever its path leads to by now. Linux only.</summary>
    internal static FileFacts Examine(Microsoft.Win32.SafeHandles.SafeFileHandle file)
    {
        const int emptyPath = 0x1000;
        const int statxBytes = 256;
        const int ownerOffset = 20;
        const int modeOffset = 28;
        var buffer = stackalloc byte[statxBytes];
        var ok = Statx((int)file.DangerousGetHandle(), "", emptyPath, WantTypeModeOwner, buffer) == 0;
        GC.KeepAlive(file);
        var mode = ok ? *(ushort*)(buffer + modeOffset) : 0u;
        return new FileFacts(ok, (mode & TypeMask) == FolderType, ok ? *(uint*)(buffer + ownerOffset) : 0, mode);
    }

    private static bool TryReadPortable(string path, out bool isFolder, out uint owner, out uint mode)
    {
        // The framework tells no owners; that we could change the mode says that the folder is ours.
        owner = Libc.EffectiveUser();
        var entry = new DirectoryInfo(path);
        isFolder = entry.Exists && entry.LinkTarget is null;
        mode = isFolder && !OperatingSystem.IsWindows() ? (uint)entry.UnixFileMode : 0;
        return entry.Exists;
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, byte* result);
}
