using Ludos.Base;

namespace Ludos.Registry;

/// <summary>Calendar time from a clock of nanoseconds since 1970.</summary>
internal sealed class RegistryClock(IClock wall)
{
    private const long NanosecondsPerTick = 100;

    public DateTimeOffset Now => DateTimeOffset.UnixEpoch.AddTicks(wall.NowNs / NanosecondsPerTick);
}
