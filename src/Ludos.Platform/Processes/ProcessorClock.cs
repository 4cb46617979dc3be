using Ludos.Base;

namespace Ludos.Platform.Processes;

/// <summary>Processor time of this process as a clock.</summary>
public sealed class ProcessorClock : IClock
{
    private const long NanosecondsPerTick = 100;

    public long NowNs => ProcessorTime.OfThisProcess().Ticks * NanosecondsPerTick;
}
