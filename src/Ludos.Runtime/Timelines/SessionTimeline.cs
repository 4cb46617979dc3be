using System.Globalization;
using Ludos.Base;
using Ludos.Runtime.Ticking;
using Ludos.Runtime.Timelines;

namespace Ludos.Runtime;

/// <summary>
/// A session's past: look at any kept tick, go on from there, come back. Every move pauses a session that runs by itself. Going on from an
/// older tick begins a new branch; the old one stays. Any thread; each call returns when the game has done it, between two ticks.
/// </summary>
public sealed class SessionTimeline
{
    /// <summary>Ticks that one <see cref="Step"/> runs or goes over: a minute.</summary>
    public const int MaxSteps = 60 * Pulse.BeatsPerSecond;

    public const int MaxNameLength = 32;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly GameSession _session;
    private readonly TimelineDesk _desk;
    private Wanted? _wanted;
    private int _isTelling;

    internal SessionTimeline(GameSession session, TimelineDesk desk)
    {
        _session = session;
        _desk = desk;
    }

    private sealed record Wanted(long? Tick, long Steps, int? BranchId);

    /// <summary>Told of every move that is not a tick, on the thread that ticks, between two ticks and in order with them: return soon, call nothing here.</summary>
    public event Action<TimelineMove>? Moved
    {
        add => _desk.Moved += value;
        remove => _desk.Moved -= value;
    }

    /// <summary>The session stands elsewhere than before, or what is kept has changed by more than a tick. Raised on the thread pool; several changes may be told as one.</summary>
    public event Action? Changed;

    /// <summary>A snapshot. Never waits for a tick.</summary>
    public TimelineStatus Status()
    {
        var tick = _session.Tick;
        if (_desk.History is not { } history)
        {
            return new TimelineStatus(_desk.WhyOff, tick, tick, tick, 0, "", [], [], 0, 0, 0, 0, [], 0);
        }

        var changes = _desk.Changes;
        var current = history.Current;
        var first = history.FirstTick;
        var (p50Ms, p99Ms) = _desk.Costs.Percentiles();
        return new TimelineStatus(
            null,
            tick,
            Math.Min(first, tick),
            Math.Max(current.LastTick, tick),
            current.Id,
            current.Name,
            [.. history.Branches.Select(branch => new BranchStatus(branch.Id, branch.Name, branch.Parent is { } parent && history.Branches.Contains(parent) ? parent.Id : 0, branch.ForkTick, branch.LastTick, branch == current))],
            MarksOf(current, first),
            history.KeptBytes,
            _desk.BudgetBytes,
            p50Ms,
            p99Ms,
            _desk.NotMoved,
            changes);
    }

    /// <summary>Puts the state after <paramref name="tick"/> ticks of the present branch back, and holds it.</summary>
    public Result<TimelineStatus, RewindErrorCode> GoTo(long tick) => AtBoundary(() => _desk.WhyOff is null ? _desk.Show(_desk.History!.Current, tick) : Off());

    /// <summary>Goes on by so many ticks and holds: over kept ones while there are any, then by running them. Negative goes back.</summary>
    public Result<TimelineStatus, RewindErrorCode> Step(int ticks) =>
        Math.Abs((long)ticks) > MaxSteps
            ? new Fault<RewindErrorCode>(RewindErrorCode.TooMany, string.Create(CultureInfo.InvariantCulture, $"{ticks} ticks are more than one step takes."), string.Create(CultureInfo.InvariantCulture, $"Use -{MaxSteps} to {MaxSteps}."))
            : AtBoundary(() => StepNow(ticks));

    /// <summary>Goes to the newest tick of a branch that is kept, and holds it.</summary>
    public Result<TimelineStatus, RewindErrorCode> GoToBranch(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return AtBoundary(() => _desk.WhyOff is not null ? Off()
            : _desk.History!.Branches.FirstOrDefault(branch => branch.Name == name) is { } found ? _desk.Show(found, found.LastTick)
            : new Fault<RewindErrorCode>(RewindErrorCode.NoSuchBranch, $"No branch is called '{Shown(name)}'.", $"Kept are {string.Join(", ", _desk.History.Branches.Select(branch => branch.Name))}."));
    }

    /// <summary>Begins a branch of this name with the present state, and holds it.</summary>
    /// <param name="name">1 to <see cref="MaxNameLength"/> letters, digits, '-' and '_', not that of another branch.</param>
    public Result<TimelineStatus, RewindErrorCode> BeginBranch(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > MaxNameLength || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            return new Fault<RewindErrorCode>(RewindErrorCode.BadName, $"'{Shown(name)}' is no name for a branch.", $"Use 1 to {MaxNameLength} letters, digits, '-' and '_'.");
        }

        return AtBoundary(() => BeginNow(name));
    }

    /// <summary>Like <see cref="GoTo"/>, for a hand that moves: returns at once, takes the nearest kept tick, and the newest wish wins.</summary>
    public void Seek(long tick) => Want(new Wanted(tick, 0, null));

    /// <summary>Like <see cref="Step"/>, but returns at once; steps that wait add up.</summary>
    public void SeekBy(int ticks) => Want(new Wanted(null, Math.Clamp(ticks, -MaxSteps, MaxSteps), null));

    /// <summary>Like <see cref="GoToBranch"/>, but returns at once; nothing when there is no such branch.</summary>
    public void SeekBranch(int branchId) => Want(new Wanted(null, 0, branchId));

    internal void Close() => _desk.Dispose();

    private static string Shown(string name) => name.Length <= MaxNameLength ? name : string.Concat(name.AsSpan(0, MaxNameLength), "…");

    private static List<TimelineMark> MarksOf(HistoryBranch branch, long first)
    {
        var marks = new List<TimelineMark>();
        var upTo = long.MaxValue;
        for (var holder = branch; holder is not null && upTo >= first; holder = holder.Parent)
        {
            marks.InsertRange(0, holder.Notes.Marks.Where(mark => mark.Tick >= first && mark.Tick < upTo));
            upTo = holder.ForkTick;
        }

        return marks.Count > BranchNotes.MaxMarks ? marks[^BranchNotes.MaxMarks..] : marks;
    }

    private Fault<RewindErrorCode> Off() => new(RewindErrorCode.Off, _desk.WhyOff!, "Start the game with --timeline MB.");

    private Result<TimelineStatus, RewindErrorCode> AtBoundary(Func<Result<long, RewindErrorCode>> work)
    {
        var done = new TaskCompletionSource<Result<long, RewindErrorCode>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _session.Hold();
        if (!_session.AtBoundary(() =>
            {
                var outcome = work();
                _desk.History?.Look();
                done.TrySetResult(outcome);
                TellChanged();
            }))
        {
            return Ended();
        }

        var seen = _session.Tick;
        while (Task.WaitAny([done.Task, _session.Stopped], Patience) < 0)
        {
            // Many ticks take as long as they take; only one that hangs is given up.
            var now = _session.Tick;
            if (now != seen)
            {
                seen = now;
                continue;
            }

            return new Fault<RewindErrorCode>(RewindErrorCode.TimedOut, $"The tick that runs did not end within {Patience.TotalSeconds:0} s.", "Try again; the watchdog stops a unit that hangs.");
        }

        return !done.Task.IsCompleted ? Ended() : done.Task.Result.TryGet(out _, out var fault) ? Status() : fault;
    }

    private static Fault<RewindErrorCode> Ended() => new(RewindErrorCode.NotRunning, "The game has ended.", "Start it again.");

    private Result<long, RewindErrorCode> StepNow(long ticks)
    {
        if (ticks < 0)
        {
            return _desk.WhyOff is null ? _desk.Show(_desk.History!.Current, _session.Tick + ticks) : Off();
        }

        if (_desk.IsBehind)
        {
            var branch = _desk.History!.Current;
            var over = Math.Min(ticks, branch.LastTick - _session.Tick);
            if (!_desk.Show(branch, _session.Tick + over).TryGet(out _, out var fault))
            {
                return fault;
            }

            ticks -= over;
        }

        for (; ticks > 0 && _session.Crash is null; ticks--)
        {
            _session.Loop.StartUnitsOnce();
            _session.Loop.RunTick(0);
        }

        return _session.Crash is { } crash ? new Fault<RewindErrorCode>(RewindErrorCode.NotRunning, crash, "Go back to a tick before, or restart.") : _session.Tick;
    }

    private Result<long, RewindErrorCode> BeginNow(string name)
    {
        if (_desk.WhyOff is not null)
        {
            return Off();
        }

        var history = _desk.History!;
        if (history.Branches.Any(branch => branch.Name == name))
        {
            return new Fault<RewindErrorCode>(RewindErrorCode.BadName, $"There is a branch '{name}' already.", "Take another name.");
        }

        if (!history.Current.HasBegun || _session.Crash is not null)
        {
            return new Fault<RewindErrorCode>(RewindErrorCode.NotRunning, _session.Crash ?? "The game has not started.", "Go back to a kept tick first.");
        }

        return _desk.Branch(name).ForkTick;
    }

    private void TellChanged()
    {
        if (Changed is not null && Interlocked.Exchange(ref _isTelling, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                timeline =>
                {
                    Volatile.Write(ref timeline._isTelling, 0);
                    timeline.Changed?.Invoke();
                },
                this,
                preferLocal: false);
        }
    }

    private void Want(Wanted wish)
    {
        Wanted? before;
        Wanted next;
        do
        {
            before = Volatile.Read(ref _wanted);
            next = wish.Tick is null && wish.BranchId is null && before is not null
                ? before with { Steps = Math.Clamp(before.Steps + wish.Steps, -MaxSteps, MaxSteps) }
                : wish;
        }
        while (Interlocked.CompareExchange(ref _wanted, next, before) != before);

        if (before is null)
        {
            _session.Hold();
            _ = _session.AtBoundary(() =>
            {
                Fulfil();
                TellChanged();
            });
        }
    }

    private void Fulfil()
    {
        if (Interlocked.Exchange(ref _wanted, null) is not { } wish)
        {
            return;
        }

        if (_desk.History is not { } history)
        {
            _ = StepNow(Math.Max(wish.Steps, 0));
            return;
        }

        history.Look();
        var branch = wish.BranchId is { } id ? history.Branches.FirstOrDefault(kept => kept.Id == id) ?? history.Current : history.Current;
        if (wish.Tick is not null || branch != history.Current)
        {
            _ = _desk.Show(branch, wish.Tick is { } tick ? Math.Clamp(tick, Math.Min(history.FirstTick, branch.LastTick), branch.LastTick) : branch.LastTick);
        }

        if (wish.Steps != 0)
        {
            _ = StepNow(Math.Max(wish.Steps, history.FirstTick - _session.Tick));
        }
    }
}
