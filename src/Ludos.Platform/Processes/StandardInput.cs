using System.Runtime.InteropServices;
using Ludos.Platform.Native;

namespace Ludos.Platform.Processes;

/// <summary>Whether the process's standard input has something to read.</summary>
public static unsafe class StandardInput
{
    private const short ReadableOrClosed = 0x1 | 0x8 | 0x10;
    private const short Readable = 0x1;
    private const int LongestStepMs = 50;

    /// <summary>True as soon as a read would not wait: there are bytes, or the end. False after <paramref name="wait"/>, or when <paramref name="stop"/> asks. On Windows a read is always said to be possible.</summary>
    public static bool WaitUntilReadable(TimeSpan wait, CancellationToken stop)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var clock = new MonotonicClock();
        var endNs = clock.NowNs + (long)Math.Min(wait.TotalNanoseconds, long.MaxValue / 2);
        for (; ; )
        {
            const long nanosecondsPerMs = 1_000_000;
            var remainingMs = (endNs - clock.NowNs + nanosecondsPerMs - 1) / nanosecondsPerMs;
            var entry = new PollEntry { File = 0, Events = Readable };
            var found = Libc.Poll(&entry, 1, (int)Math.Clamp(remainingMs, 0, LongestStepMs));
            if (found > 0)
            {
                return (entry.Returned & ReadableOrClosed) != 0;
            }

            if ((found < 0 && Marshal.GetLastPInvokeError() != Libc.EINTR) || remainingMs <= 0 || stop.IsCancellationRequested)
            {
                return false;
            }
        }
    }
}
