using Ludos.Base;

namespace Ludos.Platform.Time;

/// <summary>The machine's calendar time, which may be set back. Only who runs a program makes one and hands it on.</summary>
public sealed class WallClock : IClock
{
    private const long NanosecondsPerTick = 100;

    /// <summary>Nanoseconds since 1970.</summary>
    public long NowNs
    {
        get
        {
#pragma warning disable RS0030 // The one place where calendar time comes from.
            return (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * NanosecondsPerTick;
#pragma warning restore RS0030
        }
    }
}
