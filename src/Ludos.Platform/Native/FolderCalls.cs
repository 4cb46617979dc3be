using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Native;

/// <summary>Linux calls relative to an open folder, none of which follows a link.</summary>
internal static partial class FolderCalls
{
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int NoSuchFile = 2;

    // These two differ between architectures.
    private static readonly int NoFollow = IsArm ? 0x8000 : 0x20000;
    private static readonly int FolderOnly = IsArm ? 0x4000 : 0x10000;

    private static bool IsArm => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    internal static SafeFileHandle OpenFolder(string path) => Handle(Libc.Open(path, CloseOnExec | NoFollow | FolderOnly));

    /// <summary>To read; a pipe does not make it wait.</summary>
    internal static SafeFileHandle OpenFile(SafeFileHandle folder, string name) => Handle(OpenAt(folder, name, CloseOnExec | NoFollow | NonBlocking));

    internal static bool LastWasMissing() => Marshal.GetLastPInvokeError() == NoSuchFile;

    internal static unsafe void Touch(SafeFileHandle folder, string name)
    {
        const int notThroughLinks = 0x100;
        _ = SetTimes(folder, name, null, notThroughLinks);
    }

    internal static bool Link(SafeFileHandle folder, string from, string to) => LinkAt(folder, from, folder, to, 0) == 0;

    private static SafeFileHandle Handle(int descriptor) => new(descriptor, ownsHandle: true);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenAt(SafeFileHandle folder, string name, int flags);

    [LibraryImport("libc", EntryPoint = "utimensat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int SetTimes(SafeFileHandle folder, string name, void* times, int flags);

    [LibraryImport("libc", EntryPoint = "linkat", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinkAt(SafeFileHandle fromFolder, string from, SafeFileHandle toFolder, string to, int flags);
}
