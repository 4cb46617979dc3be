using System.Runtime.InteropServices;
using Ludos.Platform.Native;

namespace Ludos.Platform.Sync;

/// <summary>
/// Sleep until a 32-bit word of shared memory changes. On Linux across processes, and through read-only maps too; elsewhere within one process.
/// No call allocates.
/// </summary>
public static unsafe class Futex
{
    private const nint Wait32 = 0;
    private const nint Wake32 = 1;

    private static readonly nint Number = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 202 : 98;

    /// <summary>
    /// Sleeps while *<paramref name="word"/> equals <paramref name="seen"/>, until woken, until <paramref name="timeout"/>, or for no reason at all:
    /// the caller looks again. Returns at once when the word already differs.
    /// </summary>
    public static void Wait(int* word, int seen, TimeSpan timeout)
    {
        if (!OperatingSystem.IsLinux())
        {
            ParkingLot.Wait(word, seen, timeout);
            return;
        }

        var ticks = Math.Max(0, timeout.Ticks);
        var relative = stackalloc long[2];
        relative[0] = ticks / TimeSpan.TicksPerSecond;
        relative[1] = ticks % TimeSpan.TicksPerSecond * 100;
        _ = Libc.Syscall(Number, word, Wait32, seen, relative, null, 0);
    }

    /// <summary>Wakes everyone who sleeps on the word.</summary>
    public static void WakeAll(int* word)
    {
        if (!OperatingSystem.IsLinux())
        {
            ParkingLot.WakeAll(word);
            return;
        }

        _ = Libc.Syscall(Number, word, Wake32, int.MaxValue, null, null, 0);
    }
}
