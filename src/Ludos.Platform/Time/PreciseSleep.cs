using System.Diagnostics;
using System.Runtime.InteropServices;
using Ludos.Base;

namespace Ludos.Platform.Time;

/// <summary>Waits for a moment: the kernel's absolute timer to shortly before it, then a spin of at most <see cref="SpinNs"/>.
/// One thread at a time; call <see cref="PrepareThread"/> on it first.</summary>
public sealed partial class PreciseSleep(IClock clock)
{
    /// <summary>How long before the moment the kernel is asked to wake us. At 60 waits a second the spin costs at most 0.2 % of a core.</summary>
    public const long SpinNs = 30_000;

    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerMillisecond = 1_000_000;
    private const int ClockMonotonic = 1;
    private const int TimerAbstime = 1;
    private const int SetTimerSlack = 29;
    private const int InterruptedBySignal = 4;

    /// <summary>Asks the kernel not to group this thread's timers with others (Linux; its default is 50 µs late).</summary>
    public static void PrepareThread()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = ControlThread(SetTimerSlack, 1, 0, 0, 0);
        }
    }

    /// <summary>Returns at <paramref name="momentNs"/> on the clock handed in, or at once when that has passed.</summary>
    public void Until(long momentNs)
    {
        var remainingNs = momentNs - clock.NowNs;
        if (remainingNs > SpinNs)
        {
            Sleep(remainingNs - SpinNs);
        }

        while (clock.NowNs < momentNs)
        {
            Thread.SpinWait(1);
        }
    }

    private static void Sleep(long durationNs)
    {
        if (!OperatingSystem.IsLinux())
        {
            SleepCoarsely(durationNs);
            return;
        }

        var (wholeSeconds, ticks) = Math.DivRem(Stopwatch.GetTimestamp(), Stopwatch.Frequency);
        var untilNs = (ticks * NanosecondsPerSecond / Stopwatch.Frequency) + durationNs;
        var moment = new TimeSpec { Seconds = (nint)(wholeSeconds + (untilNs / NanosecondsPerSecond)), Nanoseconds = (nint)(untilNs % NanosecondsPerSecond) };
        while (SleepUntil(ClockMonotonic, TimerAbstime, in moment, 0) == InterruptedBySignal)
        {
        }
    }

    private static void SleepCoarsely(long durationNs)
    {
#pragma warning disable RS0030 // The portable way to wait where the kernel's absolute timer is out of reach; the spin makes up the rest.
        Thread.Sleep(TimeSpan.FromMilliseconds(durationNs / NanosecondsPerMillisecond));
#pragma warning restore RS0030
    }

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int SleepUntil(int clockId, int flags, in TimeSpec moment, nint remaining);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ControlThread(int option, nuint argument2, nuint argument3, nuint argument4, nuint argument5);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
