using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime.Input;
using Ludos.Runtime.Observability;
using Ludos.Runtime.Timelines;
using Ludos.Runtime.World;
using Ludos.State;

namespace Ludos.Runtime.Ticking;

/// <summary>Runs ticks: input, then every unit in its place, then what a tick decides about swaps and faults. One thread at a time; a
/// tick without a fault or a swap allocates nothing.</summary>
internal sealed class TickLoop : ITicker
{
    /// <summary>Ticks in a row in which a module may fault before its units no longer run.</summary>
    public const int MaxFaultedTicks = 3;

    /// <summary>Wall clock of a unit's start, in milliseconds: it happens once, before the first tick.</summary>
    public const int StartLimitMs = 5_000;

    private readonly IClock _clock;
    private readonly GameWorld _world;
    private readonly InputBroker _input;
    private readonly RegionWriter _inputWriter;
    private readonly FaultDesk _faults;
    private readonly BoundaryQueue _boundary;
    private readonly BlackBox _box;
    private readonly MarkerLog _markers;
    private TimelineDesk? _timeline;
    private volatile bool _isHeld;
    private ITickWitness[] _witnesses = [];
    private bool _isStarted;
    private bool _isStarting;
    private long _tick;

    public TickLoop(IClock clock, GameWorld world, InputBroker input, FaultDesk faults, BoundaryQueue boundary, BlackBox box, MarkerLog markers)
    {
        _clock = clock;
        _world = world;
        _input = input;
        _faults = faults;
        _boundary = boundary;
        _box = box;
        _markers = markers;
        _inputWriter = world.Regions.Writer(ModuleManifest.InputName);
        Watchdog = new Watchdog(clock, box);
    }

    public Watchdog Watchdog { get; }

    public TickTimes Times { get; } = new();

    public PauseMeter Pauses { get; } = new();

    /// <summary>Decides what ticks take from outside, in a replay; null where the world is lived in.</summary>
    public ITickSource? Source { get; set; }

    /// <summary>Input that is played instead of waited for; set before the first tick.</summary>
    public InputScript? Script { get; set; }

    /// <summary>Told once units have started and none of it crashed the game, on the tick's thread.</summary>
    public Action? AfterStart { get; set; }

    /// <summary>Told after every tick, on the tick's thread.</summary>
    public Action<long>? AfterTick { get; set; }

    public bool IsHeld
    {
        get => _isHeld;
        set => _isHeld = value;
    }

    /// <summary>Ticks completed.</summary>
    public long Tick => Volatile.Read(ref _tick);

    /// <summary>The tick that units are in: -1 while they start.</summary>
    public long TickOfUnits => _isStarting ? -1 : Tick;

    /// <summary>Keeps each tick from the first on. Before that, once.</summary>
    public void KeepTicks(TimelineDesk timeline) => _timeline = timeline;

    /// <summary>From now on this is told of every tick. Between two ticks.</summary>
    public void Attach(ITickWitness witness) => _witnesses = [.. _witnesses, witness];

    /// <summary>Not any more. Between two ticks.</summary>
    public void Detach(ITickWitness witness) => _witnesses = [.. _witnesses.Where(other => other != witness)];

    /// <summary>Runs what posted itself for the moment between two ticks, and starts units that have not been.</summary>
    public void AtBoundary()
    {
        _boundary.RunAll();
        StartUnitsOnce();
    }

    /// <summary>Starts units that have not been, between two ticks.</summary>
    public void StartUnitsOnce()
    {
        if (_isStarted)
        {
            return;
        }

        _isStarted = true;
        _isStarting = true;
        StartUnits();
        _isStarting = false;
        if (_faults.Crash is null)
        {
            _timeline?.Record(_tick);
            _markers.Mark(MarkerKind.Ready, 0);
            AfterStart?.Invoke();
        }
    }

    public void RunTick(long latenessNs)
    {
        var startNs = _clock.NowNs;
        _box.Enter(TickPhase.Boundary);
        _timeline?.BeforeTick();
        if (Source is null)
        {
            _world.Regions.TakeIn();
        }

        foreach (var witness in _witnesses)
        {
            witness.BeforeTick(_tick);
        }

        ChangeCode();
        if (_faults.Crash is not null)
        {
            return;
        }

        _box.Enter(TickPhase.Input);
        Script?.Apply(_tick, _input);
        InputRegion.Publish(_inputWriter, Source?.Input ?? _input.Fold());
        RunUnits();
        _box.Enter(TickPhase.Closing);
        CloseModules();
        if (_faults.Crash is not null)
        {
            // What the tick left behind stays to be looked at, but it does not count as one.
            return;
        }

        _timeline?.Record(_tick + 1);
        var durationNs = _clock.NowNs - startNs;
        Times.Add(durationNs);
        Pauses.Note(latenessNs, durationNs);
        Volatile.Write(ref _tick, _tick + 1);
        _box.EndTick(_tick);
        foreach (var witness in _witnesses)
        {
            witness.AfterTick(_tick);
        }

        AfterTick?.Invoke(_tick);
    }

    /// <summary>The world was reset: the next tick is the first again.</summary>
    public void Rewind()
    {
        _timeline?.StartOver(_tick);
        Volatile.Write(ref _tick, 0);
        _isStarted = false;
        foreach (var witness in _witnesses)
        {
            witness.Restarted();
        }
    }

    /// <summary>The regions were given the content that they had after so many ticks: they go on from there.</summary>
    public void Place(long tick)
    {
        Volatile.Write(ref _tick, tick);
        _isStarted = true;
        _input.ForgetTaps();
        Script?.Seek(tick, _input);
        foreach (var witness in _witnesses)
        {
            witness.Placed(tick);
        }
    }

    /// <summary>Lets every slot make its move, and takes the units of code that changed into their places.</summary>
    private void ChangeCode()
    {
        foreach (var module in _world.Modules)
        {
            var change = module.Slot.OnTickBoundary(_tick);
            if (change is SlotChange.Flipped or SlotChange.RolledBack)
            {
                _box.Count(change == SlotChange.Flipped ? Counter.Flips : Counter.RollBacks);
                module.Rebind();
                module.FaultedTicks = 0;
                module.StopReason = null;
                _faults.Clear();
            }

            if (change != SlotChange.None)
            {
                foreach (var witness in _witnesses)
                {
                    witness.CodeChanged(module, change, _tick);
                }

                _faults.Announce(module, change, _tick);
            }
        }
    }

    private void StartUnits()
    {
        foreach (var seat in _world.Units)
        {
            if (seat.Module.StopReason is not null || _faults.Crash is not null)
            {
                continue;
            }

            Watchdog.Enter(seat.Unit, _clock.NowNs, StartLimitMs);
            var outcome = seat.Unit.Start();
            Watchdog.Leave();
            if (!outcome.IsOk)
            {
                _faults.StartFailed(seat, outcome);
            }
        }
    }

    private void RunUnits()
    {
        foreach (var seat in _world.Units)
        {
            if (seat.IsLatched && seat.Module.StopReason is null)
            {
                seat.Unit.LatchPrevious();
            }
        }

        for (var place = 0; place < _world.Units.Length; place++)
        {
            var seat = _world.Units[place];
            if (seat.Module.StopReason is not null)
            {
                continue;
            }

            _box.Enter(TickPhase.Unit, place);
            var startNs = _clock.NowNs;
            var outcome = Run(seat, startNs);
            seat.Record(outcome, _clock.NowNs - startNs);
            _box.Count(Counter.UnitRuns);
            _box.Count(Counter.FuelUsed, outcome.FuelUsed);
            if (!outcome.IsOk)
            {
                _box.Count(Counter.UnitFaults);
                _faults.Faulted(seat, outcome, _tick);
            }
        }
    }

    private UnitOutcome Run(UnitSeat seat, long startNs)
    {
        if (Source is { } source && source.IsStopped(seat))
        {
            return new UnitOutcome(UnitFault.Interrupted, "The wall clock stopped it when it was recorded.", 0);
        }

        Watchdog.Enter(seat.Unit, startNs, seat.LimitMs);
        var outcome = seat.Unit.Run(_tick);
        Watchdog.Leave();
        if (outcome.Fault == UnitFault.Interrupted)
        {
            foreach (var witness in _witnesses)
            {
                witness.Stopped(seat, _tick);
            }
        }

        return outcome;
    }

    private void CloseModules()
    {
        foreach (var module in _world.Modules)
        {
            if (!module.HasFaulted)
            {
                module.FaultedTicks = 0;
            }

            module.HasFaulted = false;
        }
    }
}
