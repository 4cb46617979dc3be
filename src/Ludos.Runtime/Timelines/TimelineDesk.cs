using System.Globalization;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime.Ticking;
using Ludos.Runtime.World;

namespace Ludos.Runtime.Timelines;

/// <summary>Keeps each tick of a session, and puts kept ones back: regions, and what modules are besides. Tick thread only, but for what
/// says otherwise; keeping a tick without a fault or a swap allocates nothing.</summary>
internal sealed class TimelineDesk : IDisposable
{
    private readonly IClock _clock;
    private readonly GameWorld _world;
    private readonly FaultDesk _faults;
    private readonly TickLoop _loop;
    private readonly CartTap _tap;
    private readonly SessionHistory? _history;
    private readonly ModuleMoment[] _moments;
    private HistoryBranch? _holder;
    private long _markings;

    public TimelineDesk(IClock clock, GameWorld world, FaultDesk faults, TickLoop loop, CartTap tap, long budgetBytes)
    {
        _clock = clock;
        _world = world;
        _faults = faults;
        _loop = loop;
        _tap = tap;
        _moments = new ModuleMoment[world.Modules.Length];
        BudgetBytes = budgetBytes;
        (_history, WhyOff) = TimelineBudget.Make(world.Regions, budgetBytes);
        faults.Told = Mark;
    }

    /// <summary>Why no ticks are kept; null while they are. Any thread.</summary>
    public string? WhyOff { get; }

    /// <summary>Any thread.</summary>
    public long BudgetBytes { get; }

    /// <summary>What keeping recent ticks took. Any thread.</summary>
    public TickTimes Costs { get; } = new();

    /// <summary>Any thread, for what it says any thread may read.</summary>
    public SessionHistory? History => _history;

    /// <summary>Regions that somebody outside writes, and that stayed as they were at the last move. Any thread.</summary>
    public IReadOnlyList<string> NotMoved { get; private set; } = [];

    /// <summary>Told of every move, between two ticks.</summary>
    public Action<TimelineMove>? Moved { get; set; }

    /// <summary>Rises when branches or marks come or go. Any thread.</summary>
    public long Changes => Volatile.Read(ref _markings) + (_history?.Changes ?? 0);

    /// <summary>The regions hold a kept tick that is not the newest of the branch: the next one begins a new branch.</summary>
    public bool IsBehind => _holder is not null;

    /// <summary>Keeps the world as it is after <paramref name="tick"/> ticks.</summary>
    public void Record(long tick)
    {
        if (_history is null)
        {
            return;
        }

        var startNs = _clock.NowNs;
        var isFirst = !_history.Current.HasBegun;
        _history.Record(tick);
        NoteModules(tick, isFirst);
        Costs.Add(_clock.NowNs - startNs);
    }

    /// <summary>A tick is about to run: where an older one is shown, it begins a new branch.</summary>
    public void BeforeTick()
    {
        if (_holder is not null)
        {
            _ = Branch(null);
        }
    }

    /// <summary>The world was made anew. What was kept stays, as a branch that is left.</summary>
    public void StartOver(long fromTick)
    {
        if (_history is null)
        {
            return;
        }

        _holder = null;
        var from = _history.Current.Id;
        var branch = _history.StartOver();
        Moved?.Invoke(new TimelineMove(TimelineMoveKind.Restarted, fromTick, 0, branch.Id, from));
    }

    /// <summary>Begins a new branch with the state that the regions hold.</summary>
    /// <param name="name">Null takes a free one.</param>
    public HistoryBranch Branch(string? name)
    {
        var history = _history!;
        var from = history.Current;
        var holder = _holder ?? from;
        var tick = _loop.Tick;
        var branch = history.Fork(holder, tick, name);
        for (var module = 0; module < _moments.Length; module++)
        {
            if (holder.Notes.Find(module, tick) is { } moment)
            {
                branch.Notes.Add(moment with { Tick = tick }, tick);
            }
        }

        _holder = null;
        Moved?.Invoke(new TimelineMove(TimelineMoveKind.Branched, tick, tick, branch.Id, from.Id));
        _faults.TellBranched(tick, $"{branch.Name} begins at tick {tick.ToString(CultureInfo.InvariantCulture)}; {from.Name} is kept up to tick {from.LastTick.ToString(CultureInfo.InvariantCulture)}.");
        return branch;
    }

    /// <summary>Puts a kept tick back: regions under new epochs, the tick counter, and how each module fared. The code that runs now stays, and takes the state over.</summary>
    public Result<long, RewindErrorCode> Show(HistoryBranch branch, long tick)
    {
        if (WhyNot() is { } fault)
        {
            return fault;
        }

        var history = _history!;
        var (fromTick, from) = (_loop.Tick, history.Current);
        if (!history.TryShow(branch, tick))
        {
            return new Fault<RewindErrorCode>(
                RewindErrorCode.NotKept,
                string.Create(CultureInfo.InvariantCulture, $"Tick {tick} of {branch.Name} is not kept."),
                string.Create(CultureInfo.InvariantCulture, $"Kept are {history.FirstTick} to {history.Current.LastTick}; --timeline MB on play keeps more."));
        }

        var holder = branch.HolderOf(tick);
        TellOfOutside(_world.Regions.PutBack(), tick);
        for (var module = 0; module < _moments.Length; module++)
        {
            if (holder.Notes.Find(module, tick) is { } moment)
            {
                _moments[module] = moment;
                _world.Modules[module].TakeUp(moment);
            }
        }

        _holder = holder == branch && tick == branch.LastTick ? null : holder;
        _faults.Clear();
        _loop.Place(tick);
        Moved?.Invoke(new TimelineMove(TimelineMoveKind.Shown, fromTick, tick, branch.Id, from.Id));
        return tick;
    }

    public void Dispose() => _history?.Dispose();

    private Fault<RewindErrorCode>? WhyNot()
    {
        if (_history is null)
        {
            return new Fault<RewindErrorCode>(RewindErrorCode.Off, WhyOff!, "Start the game with --timeline MB.");
        }

        if (_tap.Tones is not null)
        {
            return new Fault<RewindErrorCode>(RewindErrorCode.Recording, "A tone log is being written, and what is in it cannot be taken back.", "Let the run end first.");
        }

        var swapping = _world.Modules.FirstOrDefault(module => module.SlotOrNull is null or { Stage: SwapStage.Probation });
        return swapping is null
            ? null
            : new Fault<RewindErrorCode>(RewindErrorCode.SwapUnderWay, $"New code of {swapping.Id} is on probation: the state that it is held against may not go back under it.", "Try again in two ticks.");
    }

    private void NoteModules(long tick, bool isFirst)
    {
        var branch = _history!.Current;
        for (var module = 0; module < _moments.Length; module++)
        {
            var seat = _world.Modules[module];
            ref var known = ref _moments[module];
            if (isFirst || known.Code != seat.Slot.CurrentModule || known.FaultedTicks != seat.FaultedTicks || known.StopReason != seat.StopReason)
            {
                known = new ModuleMoment(tick, module, seat.Slot.CurrentModule, seat.FaultedTicks, seat.StopReason);
                branch.Notes.Add(known, _history.FirstTick);
            }
        }
    }

    /// <summary>Said once, not for each tick that a hand drags over.</summary>
    private void TellOfOutside(IReadOnlyList<string> regions, long tick)
    {
        if (!regions.SequenceEqual(NotMoved))
        {
            NotMoved = regions;
            if (regions.Count > 0)
            {
                _faults.TellOutside(tick, $"A process outside writes {string.Join(", ", regions)}: what it wrote last stays.");
            }
        }
    }

    private void Mark(SessionEventKind kind, long tick, string module, string text)
    {
        if (_history is null || tick < 0 || kind == SessionEventKind.Branched)
        {
            return;
        }

        _history.Current.Notes.Mark(new TimelineMark(tick, kind, module, text));
        Volatile.Write(ref _markings, _markings + 1);
    }
}
