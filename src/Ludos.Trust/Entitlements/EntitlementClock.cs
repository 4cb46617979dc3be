using Ludos.Base;

namespace Ludos.Trust;

/// <summary>
/// Calendar time that does not stand still or go back while this process lives: where the machine's clock does, what has passed since the start is counted
/// instead. Thread-safe.
/// </summary>
public sealed class EntitlementClock
{
    private readonly IClock _calendar;
    private readonly IClock _monotonic;
    private readonly long _calendarStartNs;
    private readonly long _monotonicStartNs;

    /// <param name="calendar">Nanoseconds since 1970; may be set back.</param>
    /// <param name="monotonic">Never goes back.</param>
    public EntitlementClock(IClock calendar, IClock monotonic)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(monotonic);
        _calendar = calendar;
        _monotonic = monotonic;
        _calendarStartNs = calendar.NowNs;
        _monotonicStartNs = monotonic.NowNs;
    }

    public DateTimeOffset Now
    {
        get
        {
            const long nanosecondsPerTick = 100;
            var counted = _calendarStartNs + (_monotonic.NowNs - _monotonicStartNs);
            return DateTimeOffset.UnixEpoch.AddTicks(Math.Max(_calendar.NowNs, counted) / nanosecondsPerTick);
        }
    }
}
