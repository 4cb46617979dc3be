using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Native;

/// <summary>The C library calls that the framework does not wrap. Linux values unless a name says otherwise.</summary>
internal static unsafe partial class Libc
{
    internal const int ProtRead = 1;
    internal const int ProtWrite = 2;
    internal const int MapShared = 1;
    internal const int MapPrivate = 2;
    internal const int MapFixed = 0x10;
    internal const int MapAnonymous = 0x20;
    internal const uint MfdCloexec = 1;
    internal const uint MfdAllowSealing = 2;
    internal const int FGetSeals = 1034;
    internal const int FAddSeals = 1033;
    internal const int SealShrink = 2;
    internal const int SealGrow = 4;
    internal const int SealWrite = 8;
    internal const int SealFutureWrite = 0x10;
    internal const int RemapMayMove = 1;
    internal const int RemapFixed = 2;
    internal const int ReadOnlyCloexec = 0x80000;
    internal const int FDupCloexec = 1030;

    internal const int ETIMEDOUT = 110;
    internal const int EINTR = 4;
    internal const int EAGAIN = 11;
    internal const int ENOMEM = 12;
    internal const int EFBIG = 27;
    internal const int ENOSPC = 28;

    internal static readonly void* MapFailed = (void*)-1;

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int MemfdCreate(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "ftruncate", SetLastError = true)]
    internal static partial int Truncate(SafeFileHandle file, long length);

    [LibraryImport("libc", EntryPoint = "fallocate", SetLastError = true)]
    internal static partial int Allocate(SafeFileHandle file, int mode, long offset, long length);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    internal static partial void* Map(void* address, nuint length, int protection, int flags, int file, long offset);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    internal static partial int Unmap(void* address, nuint length);

    [LibraryImport("libc", EntryPoint = "mremap", SetLastError = true)]
    internal static partial void* Remap(void* address, nuint oldLength, nuint newLength, int flags, void* target);

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    internal static partial int Control(SafeFileHandle file, int command, int argument);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fchmod", SetLastError = true)]
    internal static partial int ChangeMode(SafeHandle file, uint mode);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    internal static partial uint EffectiveUser();

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    internal static partial int GetLimit(int resource, ulong* currentAndMaximum);

    /// <summary>Without the error number: what it says is not asked for, and reading it costs as much as the call.</summary>
    [LibraryImport("libc", EntryPoint = "syscall")]
    internal static partial nint Syscall(nint number, void* address, nint operation, nint value, void* timeout, void* address2, nint value3);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint WaitForAny(nint number, void* waiters, nint count, nint flags, long* until, nint clock);

    /// <summary>The error number of futex_waitv, or 0.</summary>
    internal static int TryWaitForAny(nint number, void* waiters, int count, long* until, int clock) =>
        WaitForAny(number, waiters, count, 0, until, clock) >= 0 ? 0 : Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint OpenProcess(nint number, int pid, uint flags);

    [LibraryImport("libc", EntryPoint = "sendmsg", SetLastError = true)]
    internal static partial nint SendMessage(SafeHandle socket, MessageHeader* message, int flags);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    internal static partial nint ReceiveMessage(SafeHandle socket, MessageHeader* message, int flags);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    internal static partial int GetSocketOption(SafeHandle socket, int level, int option, void* value, uint* length);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    internal static partial int Poll(PollEntry* entries, nuint count, int timeoutMs);

    /// <summary>What the last call on this thread said, as a sentence fragment for a fault.</summary>
    internal static string LastErrorText() => Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
}
