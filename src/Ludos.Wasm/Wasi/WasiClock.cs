using Ludos.Base;

namespace Ludos.Wasm.Wasi;

/// <summary>Clocks that the host hands in. Waiting is real waiting, by the system's timer.</summary>
/// <param name="realtime">Nanoseconds since 1970; null: there is none.</param>
/// <param name="monotonic">Time that never goes back.</param>
/// <param name="processor">Processor time of the process, which stands for the thread's too; null: there is none.</param>
public sealed class WasiClock(IClock? realtime, IClock monotonic, IClock? processor = null) : IWasiClock
{
    private const ulong NanosecondsPerMillisecond = 1_000_000;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public bool TryNow(WasiClockId id, out ulong nowNs)
    {
        var clock = ClockOf(id);
        nowNs = clock is null ? 0 : (ulong)Math.Max(0, clock.NowNs);
        return clock is not null;
    }

    public bool TryResolution(WasiClockId id, out ulong resolutionNs)
    {
        resolutionNs = 1;
        return ClockOf(id) is not null;
    }

    public void Wait(ulong durationNs, CancellationToken stop)
    {
        var startNs = (ulong)monotonic.NowNs;
        while (!stop.IsCancellationRequested)
        {
            var passedNs = (ulong)monotonic.NowNs - startNs;
            if (passedNs >= durationNs)
            {
                return;
            }

            var remaining = TimeSpan.FromMilliseconds(Math.Min((durationNs - passedNs + NanosecondsPerMillisecond - 1) / NanosecondsPerMillisecond, LongestWait.TotalMilliseconds));
            _ = stop.WaitHandle.WaitOne(remaining);
        }
    }

    private IClock? ClockOf(WasiClockId id) => id switch
    {
        WasiClockId.Realtime => realtime,
        WasiClockId.Monotonic => monotonic,
        WasiClockId.ProcessCputime or WasiClockId.ThreadCputime => processor,
        _ => null,
    };
}
