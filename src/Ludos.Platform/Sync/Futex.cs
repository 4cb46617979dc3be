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

    /// <summary>
    /// Sleeps while all words have the values that were seen, until one of them is woken or the deadline is past; for no other reason. Look and sleep are one step:
    /// a wake after a word was changed is not missed. Where the kernel lacks it (Linux before 5.16, other systems), wakes of this process alone are seen.
    /// </summary>
    /// <param name="words">From 1 to 128; only the first and the last can be woken in this process where the kernel lacks it.</param>
    public static FutexOutcome WaitForAny(ReadOnlySpan<FutexWord> words, Deadline deadline) =>
        FutexVector.IsAvailable ? FutexVector.Wait(words, deadline) : Bench.Wait(words, deadline);

    /// <summary>Wakes everyone who sleeps on the word.</summary>
    public static void WakeAll(int* word) => _ = Wake(word, int.MaxValue);

    /// <summary>Wakes up to <paramref name="most"/> who sleep on the word, and says how many; where there is no futex, it does not count those of <see cref="Wait"/>.</summary>
    public static int Wake(int* word, int most)
    {
        if (!OperatingSystem.IsLinux())
        {
            ParkingLot.WakeAll(word);
            return Bench.Wake(word, most);
        }

        var benched = FutexVector.IsAvailable ? 0 : Bench.Wake(word, most);
        return benched + (int)Math.Max(0, Libc.Syscall(Number, word, Wake32, most - benched, null, null, 0));
    }
}
