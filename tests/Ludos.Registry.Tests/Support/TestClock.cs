using Ludos.Base;

namespace Ludos.Registry.Tests.Support;

/// <summary>A clock that a test moves. Nanoseconds since 1970, beginning at a fixed day.</summary>
public sealed class TestClock : IClock
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private long _nowNs = (Start - DateTimeOffset.UnixEpoch).Ticks * 100;

    public long NowNs => Interlocked.Read(ref _nowNs);

    public DateTimeOffset Now => DateTimeOffset.UnixEpoch.AddTicks(NowNs / 100);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _nowNs, by.Ticks * 100);
}
