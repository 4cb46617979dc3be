using System.Runtime.InteropServices;

namespace Ludos.Platform.Threading;

/// <summary>Keeps the calling thread on one core (Linux; elsewhere it says that it cannot).</summary>
public static unsafe partial class CoreAffinity
{
    private const int MaskBytes = 128;
    private const int ThisThread = 0;

    /// <summary>Confines the calling thread to one of the cores that it may use: the first, or the one that many places after it.</summary>
    /// <returns>The core's number, or null where there are not so many, or the platform cannot or will not.</returns>
    public static int? ConfineThread(int place = 0)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var mask = stackalloc byte[MaskBytes];
        if (GetAffinity(ThisThread, MaskBytes, mask) < 0)
        {
            return null;
        }

        for (var core = 0; core < MaskBytes * 8; core++)
        {
            if ((mask[core / 8] & (1 << (core % 8))) == 0 || place-- > 0)
            {
                continue;
            }

            new Span<byte>(mask, MaskBytes).Clear();
            mask[core / 8] = (byte)(1 << (core % 8));
            return SetAffinity(ThisThread, MaskBytes, mask) == 0 ? core : null;
        }

        return null;
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nuint bytes, byte* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint bytes, byte* mask);
}
