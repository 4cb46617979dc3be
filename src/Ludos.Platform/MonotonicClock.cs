using System.Diagnostics;
using Ludos.Base;

namespace Ludos.Platform;

/// <summary>The machine's monotonic clock. Only the runtime makes one; everything else is handed an <see cref="IClock"/>.</summary>
public sealed class MonotonicClock : IClock
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    public long NowNs
    {
        get
        {
            // Split before scaling: a product of whole ticks would overflow within hours.
            var (seconds, rest) = Math.DivRem(Stopwatch.GetTimestamp(), Stopwatch.Frequency);
            return (seconds * NanosecondsPerSecond) + (rest * NanosecondsPerSecond / Stopwatch.Frequency);
        }
    }
}
