using System.Runtime.InteropServices;
using System.Text;
using Ludos.Base;
using Ludos.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Files.Beneath;

/// <summary>
/// A folder whose handle is a capability: every path is resolved below it and cannot leave it, by "..", by an absolute path, by a link, or by
/// something that is renamed meanwhile. Each call returns a Linux error number, 0 on success; a path that would leave is EXDEV. Thread-safe.
/// Linux only; the kernel resolves (openat2), or, before 5.6, a walk of our own.
/// </summary>
public sealed unsafe partial class BeneathFolder : IDisposable
{
    private const uint NewFolderMode = 0x1FF; // rwx for all, less what the process masks
    private const long KeepTime = 0x3ffffffe;
    private const long NowTime = 0x3fffffff;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int ENAMETOOLONG = 36;
    private const int ENXIO = 6;

    private readonly SafeFileHandle _handle;
    private readonly bool _walk;

    private BeneathFolder(SafeFileHandle handle, bool walk)
    {
        _handle = handle;
        _walk = walk;
    }

    /// <summary>Opens a folder by the process's own paths: the root of a capability.</summary>
    /// <param name="path">Any path; links in it are followed.</param>
    /// <param name="walk">True: never asks the kernel to resolve, as on an old one.</param>
    public static Result<BeneathFolder, FileErrorCode> Open(string path, bool walk = false)
    {
        if (!OperatingSystem.IsLinux())
        {
            return new Fault<FileErrorCode>(FileErrorCode.Failed, $"{path} cannot be granted: paths that cannot leave a folder need Linux.", "Grant a virtual folder.");
        }

        // The framework's text marshalling would cut the path there.
        var raw = path.Contains('\0', StringComparison.Ordinal) ? -1 : Libc.Open(path, Libc.ReadOnlyCloexec | BeneathCalls.FolderOnly);
        if (raw >= 0)
        {
            FileSizeSignal.Catch();
            return new BeneathFolder(new SafeFileHandle(raw, ownsHandle: true), walk);
        }

        const int ENOENT = 2;
        var code = Marshal.GetLastPInvokeError() switch { ENOENT => FileErrorCode.NotFound, 1 or 13 => FileErrorCode.Denied, _ => FileErrorCode.Failed };
        return new Fault<FileErrorCode>(code, $"Folder '{path}' cannot be opened: {Libc.LastErrorText()}.", "Check the path, and that it is a folder.");
    }

    /// <summary>Opens a file or a folder; exactly one of the two results is set on success. Pipes, sockets and devices are ENXIO.</summary>
    public int OpenPath(string path, BeneathOpen how, out BeneathFile? file, out BeneathFolder? folder)
    {
        file = null;
        folder = null;
        var error = PathOpener.Open(_handle, path, how & ~BeneathOpen.PathOnly, _walk, out var opened);
        if (error != 0)
        {
            return error;
        }

        error = FactReader.Read(opened!, out var facts);
        if (error == 0 && facts.Kind == FileKind.Folder)
        {
            folder = new BeneathFolder(opened!, _walk);
            return 0;
        }

        if (error == 0 && facts.Kind == FileKind.Plain)
        {
            file = new BeneathFile(opened!);
            return 0;
        }

        opened!.Dispose();
        return error == 0 ? ENXIO : error;
    }

    public int Facts(out FileFacts facts) => FactReader.Read(_handle, out facts);

    public int Facts(string path, bool follow, out FileFacts facts)
    {
        facts = default;
        var error = Name(path, follow, out var named);
        using (named)
        {
            return error != 0 ? error : FactReader.Read(named!, out facts);
        }
    }

    public int SetTimes(TimeChange accessed, TimeChange modified) => SetTimes(_handle, accessed, modified);

    public int SetTimes(string path, bool follow, TimeChange accessed, TimeChange modified)
    {
        var error = Name(path, follow, out var named);
        using (named)
        {
            return error != 0 ? error : SetTimes(named!, accessed, modified);
        }
    }

    /// <summary>What a link says.</summary>
    public int ReadLink(string path, out string content)
    {
        const int mostBytes = 4_096;
        content = "";
        var error = Name(path, follow: false, out var named);
        using (named)
        {
            if (error != 0)
            {
                return error;
            }

            var buffer = stackalloc byte[mostBytes];
            var length = BeneathCalls.ReadLink(named!, "", buffer, mostBytes);
            if (length < 0)
            {
                // Of a thing that is no link the kernel says, with an empty name, that it is not there.
                const int ENOENT = 2;
                const int EINVAL = 22;
                return Marshal.GetLastPInvokeError() is var failed && failed == ENOENT ? EINVAL : failed;
            }

            content = Encoding.UTF8.GetString(buffer, (int)length);
            return length == mostBytes ? ENAMETOOLONG : 0;
        }
    }

    public int Sync(bool dataOnly) => (dataOnly ? BeneathCalls.SyncData(_handle) : BeneathCalls.Sync(_handle)) == 0 ? 0 : Marshal.GetLastPInvokeError();

    public void Dispose() => _handle.Dispose();

    internal static int SetTimes(SafeFileHandle handle, TimeChange accessed, TimeChange modified)
    {
        var times = stackalloc BeneathCalls.KernelTime[2];
        times[0] = KernelTimeOf(accessed);
        times[1] = KernelTimeOf(modified);
        return BeneathCalls.SetTimes(handle, "", times, BeneathCalls.EmptyPath) == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    private static BeneathCalls.KernelTime KernelTimeOf(TimeChange change) => change.Way switch
    {
        TimeChangeWay.Keep => new() { Nanoseconds = KeepTime },
        TimeChangeWay.Now => new() { Nanoseconds = NowTime },
        _ => new() { Seconds = (long)(change.AtNs / NanosecondsPerSecond), Nanoseconds = (long)(change.AtNs % NanosecondsPerSecond) },
    };

    /// <summary>A handle on what the path names, without opening it.</summary>
    private int Name(string path, bool follow, out SafeFileHandle? named) =>
        PathOpener.Open(_handle, path, BeneathOpen.PathOnly | (follow ? 0 : BeneathOpen.NoFollow), _walk, out named);
}
