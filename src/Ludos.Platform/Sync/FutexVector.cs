using Ludos.Platform.Native;

namespace Ludos.Platform.Sync;

/// <summary>Linux's futex_waitv: sleeping on several words at once, compared and enqueued by the kernel.</summary>
internal static unsafe class FutexVector
{
    private const nint Number = 449;
    private const uint Word32 = 2;
    private const int Monotonic = 1;
    private const int MaxWords = 128;
    private const long NanosecondsPerSecond = 1_000_000_000;

    private static readonly Lazy<bool> Known = new(Try);

    public static bool IsAvailable => Known.Value;

    public static FutexOutcome Wait(ReadOnlySpan<FutexWord> words, Deadline deadline)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(words.Length, MaxWords);
        var entries = stackalloc Entry[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            entries[i] = new Entry { Value = (uint)words[i].Seen, Address = (ulong)words[i].Word, Flags = Word32 };
        }

        var until = stackalloc long[2];
        var limit = deadline.TryGetNanoseconds(out var nanoseconds) ? until : null;
        until[0] = nanoseconds / NanosecondsPerSecond;
        until[1] = nanoseconds % NanosecondsPerSecond;
        for (; ; )
        {
            switch (Libc.TryWaitForAny(Number, entries, words.Length, limit, Monotonic))
            {
                case Libc.EAGAIN:
                    return FutexOutcome.Changed;
                case Libc.ETIMEDOUT:
                    return FutexOutcome.TimedOut;
                case Libc.EINTR:
                    continue;
                default:
                    return FutexOutcome.Woken;
            }
        }
    }

    private static bool Try()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        var word = 0;
        var entry = new Entry { Value = 1, Address = (ulong)&word, Flags = Word32 };
        return Libc.TryWaitForAny(Number, &entry, 1, null, Monotonic) == Libc.EAGAIN;
    }

    private struct Entry
    {
        public ulong Value;
        public ulong Address;
        public uint Flags;
        public uint Reserved;
    }
}
