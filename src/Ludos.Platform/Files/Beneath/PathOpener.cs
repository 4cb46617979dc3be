using System.Runtime.InteropServices;
using Ludos.Platform.Native;
using Microsoft.Win32.SafeHandles;

namespace Ludos.Platform.Files.Beneath;

/// <summary>Opens paths that cannot leave a folder: the kernel resolves them (openat2), or, where it cannot, a walk of our own, name by name.</summary>
internal static unsafe class PathOpener
{
    internal const uint NewFileMode = 0x1B6; // rw for all, less what the process masks
    internal const int EXDEV = 18;
    internal const int ENOSYS = 38;
    internal const int EPERM = 1;
    private const int MostRetries = 64;

    private static int s_kernelLacksIt;

    /// <summary>Whether this kernel lets this process use openat2; found at the first call.</summary>
    internal static bool KernelResolves => Volatile.Read(ref s_kernelLacksIt) == 0;

    /// <returns>A Linux error number, 0 on success. A path that would leave the folder is EXDEV.</returns>
    internal static int Open(SafeFileHandle folder, string path, BeneathOpen how, bool walk, out SafeFileHandle? opened)
    {
        if (walk || !KernelResolves)
        {
            return PathWalk.Open(folder, path, how, out opened);
        }

        var request = new BeneathCalls.OpenHow
        {
            Flags = (ulong)FlagsOf(how),
            Mode = (how & BeneathOpen.Create) != 0 ? NewFileMode : 0,
            Resolve = BeneathCalls.ResolveBeneath | BeneathCalls.ResolveNoMagicLinks,
        };
        for (var attempt = 0; ; attempt++)
        {
            var raw = BeneathCalls.OpenBeneath(BeneathCalls.OpenBeneathNumber, folder, path, &request, sizeof(BeneathCalls.OpenHow));
            if (raw >= 0)
            {
                opened = new SafeFileHandle(raw, ownsHandle: true);
                return 0;
            }

            opened = null;
            var error = Marshal.GetLastPInvokeError();
            if (error == ENOSYS)
            {
                Volatile.Write(ref s_kernelLacksIt, 1);
                return PathWalk.Open(folder, path, how, out opened);
            }

            // EAGAIN: something was renamed during the walk, so the kernel could not be sure that the path stayed beneath.
            if (error is not (Libc.EINTR or Libc.EAGAIN) || attempt == MostRetries)
            {
                return error;
            }
        }
    }

    internal static int FlagsOf(BeneathOpen how)
    {
        var flags = BeneathCalls.CloseOnExec;
        flags |= (how & BeneathOpen.Folder) != 0 ? BeneathCalls.FolderOnly : 0;
        flags |= (how & BeneathOpen.NoFollow) != 0 ? BeneathCalls.NoFollow : 0;
        if ((how & BeneathOpen.PathOnly) != 0)
        {
            return flags | BeneathCalls.PathOnly;
        }

        // Without waiting: a pipe's open would else block until somebody holds its other end.
        flags |= BeneathCalls.NonBlocking | BeneathCalls.NoTerminal;
        flags |= (how & BeneathOpen.Create) != 0 ? BeneathCalls.Create : 0;
        flags |= (how & BeneathOpen.Exclusive) != 0 ? BeneathCalls.Exclusive : 0;
        flags |= (how & BeneathOpen.Truncate) != 0 ? BeneathCalls.Truncate : 0;
        return flags | (how & (BeneathOpen.Read | BeneathOpen.Write)) switch
        {
            BeneathOpen.Write => BeneathCalls.WriteOnly,
            BeneathOpen.Read | BeneathOpen.Write => BeneathCalls.ReadWrite,
            _ => 0,
        };
    }
}
