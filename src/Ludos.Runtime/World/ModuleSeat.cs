using Ludos.Modules;
using Ludos.Runtime.Timelines;

namespace Ludos.Runtime.World;

/// <summary>A module of a running game: the slot its code sits in, its units' places in the tick, and how it fares. Changed on the tick
/// thread between ticks; other threads read it for display.</summary>
internal sealed class ModuleSeat(LoadedModule loaded) : IDisposable
{
    private ModuleSlot? _slot;
    private SwapReport? _lastSwap;
    private string? _stopReason;

    public string Id { get; } = loaded.Prepared.Package.Manifest.Id;

    public LoadedModule Loaded { get; } = loaded;

    public ModuleSlot? SlotOrNull => Volatile.Read(ref _slot);

    public ModuleSlot Slot => SlotOrNull!;

    public UnitSeat[] Units { get; set; } = [];

    /// <summary>Ticks in a row in which one of its units faulted. Tick thread only.</summary>
    public int FaultedTicks { get; set; }

    /// <summary>A unit of it faulted in the present tick. Tick thread only.</summary>
    public bool HasFaulted { get; set; }

    /// <summary>Why its units no longer run; null while they do.</summary>
    public string? StopReason
    {
        get => Volatile.Read(ref _stopReason);
        set => Volatile.Write(ref _stopReason, value);
    }

    public SwapReport? LastSwap
    {
        get => Volatile.Read(ref _lastSwap);
        set => Volatile.Write(ref _lastSwap, value);
    }

    public bool IsCart => Loaded.Prepared.Package.Manifest.Kind == ModuleKind.Wasm4;

    /// <summary>Puts a fresh slot in place of the one before, whose instances end.</summary>
    public void Seat(ModuleSlot slot)
    {
        _slot?.Dispose();
        Volatile.Write(ref _slot, slot);
        FaultedTicks = 0;
        HasFaulted = false;
        StopReason = null;
        Rebind();
    }

    /// <summary>Takes the units of the code that runs now into their places.</summary>
    public void Rebind()
    {
        var units = Slot.Current.Units;
        for (var index = 0; index < Units.Length; index++)
        {
            Units[index].Unit = units[index];
        }
    }

    /// <summary>The regions were given content of a kept tick, and this is how the module was then.</summary>
    public void TakeUp(in ModuleMoment moment)
    {
        Slot.TakeUp(moment.Code);
        FaultedTicks = moment.FaultedTicks;
        HasFaulted = false;
        StopReason = moment.StopReason;
    }

    public ModuleStatus Status()
    {
        var package = Slot.CurrentModule.Package;
        return new ModuleStatus(
            Id,
            package.Manifest.Version.ToString(),
            Loaded.Prepared.Package.Manifest.Kind.ToString().ToLowerInvariant(),
            package.Verified.Digest.ToString(),
            StopReason is null ? Slot.Stage.ToString().ToLowerInvariant() : "faulted",
            Slot.CanRollBack,
            [.. Units.Select(unit => unit.Status())],
            LastSwap);
    }

    public void Dispose() => _slot?.Dispose();
}
