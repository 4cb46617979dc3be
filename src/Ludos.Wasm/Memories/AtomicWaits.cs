using Ludos.Platform.Sync;

namespace Ludos.Wasm.Execution;

/// <summary>
/// Waiting on a place in shared memory, and waking who waits there: by the system's futex, so that it also works between processes that map the same pages.
/// A waiter can be interrupted; it then waits on the instance's own word too.
/// </summary>
internal static unsafe class AtomicWaits
{
    private const int Woken = 0;
    private const int NotEqual = 1;
    private const int TimedOut = 2;

    private const long NanosecondsPerTick = 100;

    /// <summary>How many were woken, at most <paramref name="count"/>, which is unsigned. Nobody waits in a memory that is not shared.</summary>
    public static int Notify(InstanceState state, long address, int count, long offset, int memory, int function)
    {
        var place = Place(state, address, offset, sizeof(int), memory, function);
        return state.Memories[memory].IsShared ? Futex.Wake((int*)place, count < 0 ? int.MaxValue : count) : 0;
    }

    public static int Wait32(InstanceState state, long address, int expected, long timeoutNs, long offset, int memory, int function)
    {
        var place = (int*)SharedPlace(state, address, offset, sizeof(int), memory, function);
        var words = stackalloc FutexWord[2];
        words[0] = new FutexWord(place, expected);
        return Wait(state, words, 1, timeoutNs, function);
    }

    public static int Wait64(InstanceState state, long address, long expected, long timeoutNs, long offset, int memory, int function)
    {
        var place = (int*)SharedPlace(state, address, offset, sizeof(long), memory, function);
        var words = stackalloc FutexWord[3];

        // Wakers wake the first word; the second is there to be compared.
        words[0] = new FutexWord(place, (int)expected);
        words[1] = new FutexWord(place + 1, (int)(expected >> 32));
        return Wait(state, words, 2, timeoutNs, function);
    }

    private static int Wait(InstanceState state, FutexWord* words, int count, long timeoutNs, int function)
    {
        var deadline = timeoutNs < 0 ? Deadline.Never : Deadline.After(TimeSpan.FromTicks((timeoutNs / NanosecondsPerTick) + (timeoutNs % NanosecondsPerTick != 0 ? 1 : 0)));
        var interrupt = state.InterruptWord;
        words[count] = new FutexWord(interrupt, Volatile.Read(ref *interrupt));
        if (state.IsInterrupted)
        {
            throw Traps.Make(state, function, TrapKind.Interrupted);
        }

        var outcome = Futex.WaitForAny(new ReadOnlySpan<FutexWord>(words, count + 1), deadline);
        if (state.IsInterrupted)
        {
            throw Traps.Make(state, function, TrapKind.Interrupted);
        }

        return outcome switch { FutexOutcome.Woken => Woken, FutexOutcome.TimedOut => TimedOut, _ => NotEqual };
    }

    private static byte* SharedPlace(InstanceState state, long address, long offset, uint bytes, int memory, int function)
    {
        var place = Place(state, address, offset, bytes, memory, function);
        return state.Memories[memory].IsShared ? place : throw Traps.Make(state, function, TrapKind.WaitOnUnshared);
    }

    private static byte* Place(InstanceState state, long address, long offset, uint bytes, int memory, int function)
    {
        var start = (ulong)address + (ulong)offset;
        if (start % bytes != 0)
        {
            throw Traps.Make(state, function, TrapKind.UnalignedAtomic);
        }

        var target = state.Memories[memory];
        var length = target.LengthBytes;
        if (start < (ulong)address || start > length || bytes > length - start)
        {
            throw Traps.Make(state, function, TrapKind.MemoryOutOfBounds);
        }

        return target.BasePointer + start;
    }
}
