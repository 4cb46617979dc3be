using Ludos.Modules;
using Ludos.Runtime.World;

namespace Ludos.Runtime.Ticking;

/// <summary>Decides what a fault leads to: the slot puts older code back if it has any; else a module that faults in
/// <see cref="TickLoop.MaxFaultedTicks"/> ticks running no longer runs, and a cart that faults crashes the game. Tick thread only,
/// but for <see cref="Crash"/>.</summary>
internal sealed class FaultDesk(TraceLog trace, EventQueue events, GameWorld world)
{
    private string? _crash;

    /// <summary>Told of each fault and swap, on the tick thread.</summary>
    public Action<SessionEventKind, long, string, string>? Told { get; set; }

    /// <summary>Why the game cannot go on; null while it can. Any thread.</summary>
    public string? Crash => Volatile.Read(ref _crash);

    /// <summary>Every module runs again, after a restart.</summary>
    public void Clear() => Volatile.Write(ref _crash, null);

    /// <summary>The world could not be made anew.</summary>
    public void CrashNow(string text)
    {
        Volatile.Write(ref _crash, text);
        Tell(SessionEventKind.Crashed, -1, "", text);
    }

    public void Announce(ModuleSeat module, SlotChange change, long tick)
    {
        var attempt = module.Slot.LastAttempt;
        var text = change == SlotChange.Flipped
            ? $"{module.Id}: {attempt?.To?.Manifest.Version} runs on probation."
            : $"{module.Id}: {attempt?.Reason}";
        Tell(SessionEventKind.Swap, tick, module.Id, text);
    }

    /// <summary>The game went back and goes on another way.</summary>
    public void TellBranched(long tick, string text) => Tell(SessionEventKind.Branched, tick, "", text);

    /// <summary>The game went back, but not all of it.</summary>
    public void TellOutside(long tick, string text) => trace.Add(tick, "runtime", text);

    public void StartFailed(UnitSeat seat, in UnitOutcome outcome)
    {
        var text = $"{Name(seat)} failed to start: {Describe(outcome)}";
        seat.Record(outcome, 0);
        Tell(SessionEventKind.UnitFault, -1, seat.Module.Id, text);
        StopModule(seat.Module, -1, text);
    }

    public void Faulted(UnitSeat seat, in UnitOutcome outcome, long tick)
    {
        var wasFine = !seat.Module.HasFaulted;
        seat.Module.HasFaulted = true;
        var text = $"{Name(seat)} faulted in tick {tick}: {Describe(outcome)}";
        Tell(SessionEventKind.UnitFault, tick, seat.Module.Id, text);
        if (seat.Module.Slot.OnUnitOutcome(seat.Descriptor.Name, outcome))
        {
            return;
        }

        // Counted once a tick, however many of its units fault.
        seat.Module.FaultedTicks += wasFine ? 1 : 0;
        if (seat.Module.IsCart || seat.Module.FaultedTicks >= TickLoop.MaxFaultedTicks)
        {
            StopModule(seat.Module, tick, text);
        }
    }

    private void StopModule(ModuleSeat module, long tick, string text)
    {
        if (module.StopReason is not null)
        {
            return;
        }

        module.StopReason = text;
        if (module.IsCart || world.Modules.All(other => other.StopReason is not null))
        {
            Volatile.Write(ref _crash, text);
            Tell(SessionEventKind.Crashed, tick, module.Id, $"The game crashed. {text}");
            return;
        }

        Tell(SessionEventKind.ModuleStopped, tick, module.Id, $"{module.Id} no longer runs; the other modules do. Swap in a mended version.");
    }

    private void Tell(SessionEventKind kind, long tick, string module, string text)
    {
        trace.Add(tick, module.Length == 0 ? "runtime" : module, text);
        Told?.Invoke(kind, tick, module, text);
        events.Post(new SessionEvent(kind, tick, module, text));
    }

    private static string Name(UnitSeat seat) => $"{seat.Module.Id}/{seat.Descriptor.Name}";

    private static string Describe(in UnitOutcome outcome) => outcome.Detail ?? outcome.Fault.ToString();
}
