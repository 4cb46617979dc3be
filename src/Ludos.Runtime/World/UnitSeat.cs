using Ludos.Modules;
using Ludos.Runtime.Ticking;

namespace Ludos.Runtime.World;

/// <summary>A place in the tick's order. The unit in it changes with a swap; the place and its counters stay.</summary>
/// <param name="isLatched">What it reads as previous must be put aside when the tick begins.</param>
/// <param name="limitMs">Wall clock of one run.</param>
internal sealed class UnitSeat(UnitDescriptor descriptor, ModuleSeat module, bool isLatched, int limitMs)
{
    private long _fuelUsed;
    private long _faults;
    private string? _lastFault;

    public UnitDescriptor Descriptor { get; } = descriptor;

    public ModuleSeat Module { get; } = module;

    public bool IsLatched { get; } = isLatched;

    public int LimitMs { get; } = limitMs;

    /// <summary>Changes on the tick thread, between ticks.</summary>
    public IUnit Unit { get; set; } = null!;

    public TickTimes Times { get; } = new();

    public void Record(in UnitOutcome outcome, long durationNs)
    {
        Volatile.Write(ref _fuelUsed, outcome.FuelUsed);
        Times.Add(durationNs);
        if (!outcome.IsOk)
        {
            Volatile.Write(ref _lastFault, outcome.Detail ?? outcome.Fault.ToString());
            Volatile.Write(ref _faults, _faults + 1);
        }
    }

    public UnitStatus Status() => new(
        Descriptor.Name,
        Volatile.Read(ref _fuelUsed),
        Descriptor.FuelPerTick,
        Times.LastMs,
        Times.Percentiles().P99Ms,
        Volatile.Read(ref _faults),
        Volatile.Read(ref _lastFault));
}
