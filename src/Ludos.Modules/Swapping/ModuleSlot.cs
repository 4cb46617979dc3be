using System.Collections.Concurrent;
using Ludos.Base;

namespace Ludos.Modules;

/// <summary>
/// The place of one module in a running game: which code runs, and the one state machine of its swaps. Control threads offer
/// candidates, as a <see cref="SwapGroup"/> of one or more; the tick thread alone changes the code, between two ticks, by exchanging one
/// pointer. Neither waits for the other.
/// </summary>
/// <remarks>docs/reference/swap.md has the table of moves; <see cref="SwapMoves"/> is that table.</remarks>
public sealed class ModuleSlot : IDisposable
{
    /// <summary>Ticks that a candidate must run without a fault.</summary>
    public const int ProbationTicks = 2;

    private readonly Lock _control = new();
    private readonly IRegionTable _regions;
    private readonly WriteHolds _holds;
    private readonly ConcurrentQueue<IModuleInstance> _retired = new();
    private int _stage = (int)SwapStage.Running;
    private SlotVersion _current;
    private SlotVersion? _previous;
    private SlotVersion? _older;
    private SlotVersion? _candidate;
    private SwapAttempt? _attempt;
    private SwapAttempt? _rollBackAsked;
    private int _probationTicksLeft;
    private SwapGroup? _goesBackWith;

    /// <param name="prepared">The code that the world begins with.</param>
    /// <param name="instance">Its instance; the slot disposes it.</param>
    /// <param name="regions">The world's regions, with writers for all that the module writes.</param>
    public ModuleSlot(IPreparedModule prepared, IModuleInstance instance, IRegionTable regions)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(regions);
        _current = new SlotVersion(prepared, instance, null);
        _regions = regions;
        _holds = new WriteHolds(prepared.PublishedRegions, regions);
        ModuleId = prepared.Package.Manifest.Id;
    }

    public string ModuleId { get; }

    public SwapStage Stage => (SwapStage)Volatile.Read(ref _stage);

    /// <summary>The instance whose units run. Changes only in <see cref="OnTickBoundary"/>.</summary>
    public IModuleInstance Current => Volatile.Read(ref _current).Instance;

    /// <summary>The code of <see cref="Current"/>.</summary>
    public IPreparedModule CurrentModule => Volatile.Read(ref _current).Prepared;

    /// <summary>Whether earlier code is kept, and may run again: code that came with a group goes back with all of it or not at all.</summary>
    public bool CanRollBack => Volatile.Read(ref _current).Group is { IsWhole: true };

    /// <summary>The latest swap or roll back; null before the first.</summary>
    public SwapAttempt? LastAttempt => Volatile.Read(ref _attempt);

    /// <summary>Asks for the earlier code back, at the next tick boundary, together with the code that came with it. Any thread but the tick's.</summary>
    public Result<SwapAttempt, SwapErrorCode> RequestRollBack()
    {
        if (Volatile.Read(ref _current).Group is not { IsWhole: true } group)
        {
            return new Fault<SwapErrorCode>(SwapErrorCode.NothingToRollBack, $"No earlier code of {ModuleId} is kept.", "Swap the version wanted in.");
        }

        var attempt = new SwapAttempt(group.Lead.CurrentModule.Package, SwapStage.Ready) { Group = group };
        attempt.Explain("Rolled back on request.", []);
        ModuleSlot? moving = group.Slots.FirstOrDefault(slot => slot.Stage is not (SwapStage.Promoted or SwapStage.RolledBack or SwapStage.Refused));
        if (moving is not null || Interlocked.CompareExchange(ref group.Lead._rollBackAsked, attempt, null) is not null)
        {
            moving ??= group.Lead;
            return new Fault<SwapErrorCode>(SwapErrorCode.Busy, $"A swap of {moving.ModuleId} is under way ({moving.Stage}).", "Wait for it to end, then try again.");
        }

        return attempt;
    }

    /// <summary>Frees instances that will not run again. Any thread but the tick's.</summary>
    public void Collect()
    {
        while (_retired.TryDequeue(out IModuleInstance? instance)) instance.Dispose();
    }

    /// <summary>Tells how a unit of <see cref="Current"/> ended. Tick thread. Allocates nothing.</summary>
    /// <param name="unit">The unit's name.</param>
    /// <param name="outcome">What its Run returned.</param>
    /// <returns>True when the next boundary puts other code in its place, or when it ended well.</returns>
    public bool OnUnitOutcome(string unit, in UnitOutcome outcome)
    {
        if (outcome.IsOk) return true;
        SwapStage stage = Stage;
        bool isGoingBack = CanRollBack;
        if (stage == SwapStage.Probation) _attempt!.Group.Blame(ModuleId, unit, outcome);
        else if (isGoingBack) _current.Group!.Blame(ModuleId, unit, outcome);
        return stage is SwapStage.Probation or SwapStage.Ready || isGoingBack;
    }

    /// <summary>
    /// Makes at most one change, between two ticks. Tick thread. Allocates nothing when there is none. Between the same two ticks every slot of the game is asked,
    /// in the order in which groups list them: the first of a group decides for all of it, and the others follow.
    /// </summary>
    /// <param name="nextTick">The tick about to run.</param>
    public SlotChange OnTickBoundary(long nextTick)
    {
        SwapStage stage = Stage;
        if (stage == SwapStage.Probation)
        {
            return _attempt!.Group.HasBlame ? EndProbationBadly(nextTick) : --_probationTicksLeft == 0 ? Promote(nextTick) : SlotChange.None;
        }

        if (stage == SwapStage.Ready) return IsOurTurn() && TryMove(SwapStage.Ready, SwapMove.Flip) ? Flip(nextTick) : SlotChange.None;
        if (_current.Group is not { } group) return SlotChange.None;
        if (group.Lead == this) group.DecideToGoBack(Volatile.Read(ref _rollBackAsked) is null ? null : Interlocked.Exchange(ref _rollBackAsked, null));
        return _goesBackWith == group ? GoBack(group.AttemptToGoBack(this), nextTick) : SlotChange.None;
    }

    /// <summary>The module's regions were given content of an earlier moment: what its units came to since does not count. Tick thread, not in probation.</summary>
    /// <param name="writtenBy">The code that had left that content.</param>
    public void TakeUp(IPreparedModule writtenBy)
    {
        ArgumentNullException.ThrowIfNull(writtenBy);
        Volatile.Read(ref _current).Group?.Forgive();
        Current.TakeUp(writtenBy);
    }

    /// <summary>Ends what is under way and frees all instances. Only once no tick runs any more.</summary>
    public void Dispose()
    {
        _holds.Release();
        Collect();
        foreach (SlotVersion? version in (SlotVersion?[])[_candidate, _older, _previous, _current]) version?.Instance.Dispose();
        foreach (SwapAttempt? attempt in (SwapAttempt?[])[_rollBackAsked, LastAttempt])
        {
            if (attempt is null or { IsOver: true }) continue;
            attempt.Explain("Refused: the game ended.", []);
            attempt.Enter(SwapStage.Refused, -1);
        }
    }

    /// <summary>Whether the code that runs came with this group, and the code before it is kept.</summary>
    internal bool StandsWith(SwapGroup group) => Volatile.Read(ref _current).Group == group && Volatile.Read(ref _previous) is not null;

    /// <summary>Claims the slot for a switch.</summary>
    internal Result<SwapAttempt, SwapErrorCode> Claim(SwapGroup group)
    {
        lock (_control)
        {
            SwapStage stage = Stage;
            if (!TryMove(stage, SwapMove.Prepare))
            {
                return new Fault<SwapErrorCode>(SwapErrorCode.Busy, $"Another swap of {ModuleId} is under way ({stage}).", "Wait for it to end, then try again.");
            }

            Collect();
            var attempt = new SwapAttempt(CurrentModule.Package, SwapStage.Preparing) { Group = group };
            Volatile.Write(ref _attempt, attempt);
            return attempt;
        }
    }

    /// <summary>Ends an attempt for which there is no candidate.</summary>
    /// <param name="fault">Why; returned as the result.</param>
    /// <param name="differences">What forbade it, a line each; may be empty.</param>
    /// <param name="candidate">What was refused, where it could be opened.</param>
    internal Fault<SwapErrorCode> Refuse(SwapAttempt attempt, Fault<SwapErrorCode> fault, IReadOnlyList<string> differences, ModulePackage? candidate = null)
    {
        lock (_control)
        {
            if (attempt == LastAttempt) _ = TryMove(SwapStage.Preparing, SwapMove.Refuse);
        }

        attempt.To ??= candidate;
        attempt.Explain($"Refused: {fault.Message}", differences);
        attempt.Enter(SwapStage.Refused, -1);
        return fault;
    }

    /// <summary>Checks a candidate and makes an instance of it; a tick boundary does not see it yet. On a fault the attempt is Refused.</summary>
    internal Result<SlotVersion, SwapErrorCode> TryInstantiate(SwapAttempt attempt, IPreparedModule candidate)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ThrowIfNotPreparing(attempt);
        attempt.To = candidate.Package;
        IReadOnlyList<string> differences = SwapCheck.Differences(CurrentModule, candidate);
        if (differences.Count != 0)
        {
            var difference = new Fault<SwapErrorCode>(SwapErrorCode.Refused, $"{ModuleId} differs in more than code: {string.Join("; ", differences)}.", "Restart the game to play it, or undo the difference.");
            return Refuse(attempt, difference, differences);
        }

        return candidate.Instantiate(_regions).TryGet(out IModuleInstance? instance, out Fault<ModuleErrorCode>? fault)
            ? new SlotVersion(candidate, instance, attempt.Group)
            : Refuse(attempt, new Fault<SwapErrorCode>(SwapErrorCode.BadModule, fault.Message, fault.Mend), []);
    }

    /// <summary>From now on a tick boundary may flip to it. False when the running code was rolled back meanwhile; the version is still the caller's then.</summary>
    internal bool MakeReady(SwapAttempt attempt, SlotVersion version)
    {
        lock (_control)
        {
            if (attempt != LastAttempt || Stage != SwapStage.Preparing) return false;
            _candidate = version;
            attempt.Enter(SwapStage.Ready, -1);
            if (TryMove(SwapStage.Preparing, SwapMove.MakeReady)) return true;
            _candidate = null;
            return false;
        }
    }

    /// <summary>The running code went back while the candidate was prepared: it was checked against code that no longer runs.</summary>
    internal Fault<SwapErrorCode> RefuseOvertaken(SwapAttempt attempt, SlotVersion version)
    {
        version.Instance.Dispose();
        return Refuse(attempt, new Fault<SwapErrorCode>(SwapErrorCode.Refused, $"{ModuleId} was rolled back while the candidate was prepared.", "Swap again."), []);
    }

    /// <summary>Takes the ready candidate back. False when it flipped, or the attempt is over.</summary>
    internal bool TakeBack(SwapAttempt attempt)
    {
        lock (_control)
        {
            if (attempt != LastAttempt || !TryMove(SwapStage.Ready, SwapMove.Refuse)) return false;
            _candidate!.Instance.Dispose();
            _candidate = null;
            return true;
        }
    }

    /// <summary>Tick thread: takes part in a group's way back, decided before any of its code changes. False when a swap of it became ready first.</summary>
    internal bool TryJoinWayBack(SwapGroup group)
    {
        SwapStage stage = Stage;
        while (SwapMoves.TryNext(stage, SwapMove.RollBack, out _) && stage != SwapStage.Probation)
        {
            if (TryMove(stage, SwapMove.RollBack))
            {
                _goesBackWith = group;
                return true;
            }

            stage = Stage;
        }

        return false;
    }

    /// <summary>Takes a wish for the earlier code back. False when it was seen to.</summary>
    internal bool TakeWishBack(SwapAttempt asked) => Interlocked.CompareExchange(ref _rollBackAsked, null, asked) == asked;

    internal void LeaveWayBack() => _goesBackWith = null;

    /// <summary>First of its group, or the first is across: then all of a group flip between the same two ticks.</summary>
    private bool IsOurTurn() => _attempt!.Group.Lead == this || _attempt.Group.HasFlipped;

    private SlotChange Flip(long nextTick)
    {
        _attempt!.Group.NoteFlip();
        _current.Group?.Forgive();
        SlotVersion candidate = _candidate!;
        _candidate = null;
        _holds.Take();
        candidate.Instance.Activate(_current.Instance);
        _older = _previous;
        Volatile.Write(ref _previous, _current);
        Volatile.Write(ref _current, candidate);
        _probationTicksLeft = ProbationTicks;
        _attempt!.Enter(SwapStage.Probation, nextTick);
        return SlotChange.Flipped;
    }

    private SlotChange Promote(long nextTick)
    {
        _ = TryMove(SwapStage.Probation, SwapMove.Promote);
        _holds.Release();
        if (_older is not null) _retired.Enqueue(_older.Instance);
        _older = null;
        _attempt!.Enter(SwapStage.Promoted, nextTick);
        return SlotChange.Promoted;
    }

    /// <summary>The candidate failed, or one that came with it: the regions as they were at the flip, and the code that made them.</summary>
    private SlotChange EndProbationBadly(long nextTick)
    {
        _ = TryMove(SwapStage.Probation, SwapMove.RollBack);
        _holds.Republish();
        _retired.Enqueue(_current.Instance);
        Volatile.Write(ref _current, _previous!);
        Volatile.Write(ref _previous, _older);
        _older = null;
        _attempt!.Group.BlameIn(_attempt);
        _attempt.Enter(SwapStage.RolledBack, nextTick);
        return SlotChange.RolledBack;
    }

    /// <summary>Earlier code takes over the regions as they are: a tick that fails publishes nothing, so they are good.</summary>
    private SlotChange GoBack(SwapAttempt attempt, long nextTick)
    {
        _goesBackWith = null;
        SlotVersion displaced = _current;
        attempt.To = _previous!.Prepared.Package;
        _previous.Instance.Activate(displaced.Instance);
        Volatile.Write(ref _current, _previous);
        Volatile.Write(ref _previous, null);
        _retired.Enqueue(displaced.Instance);
        Volatile.Write(ref _attempt, attempt);
        attempt.Enter(SwapStage.RolledBack, nextTick);
        return SlotChange.RolledBack;
    }

    private bool TryMove(SwapStage from, SwapMove move) =>
        SwapMoves.TryNext(from, move, out SwapStage to) && Interlocked.CompareExchange(ref _stage, (int)to, (int)from) == (int)from;

    private static void ThrowIfNotPreparing(SwapAttempt attempt)
    {
        if (attempt.Stage != SwapStage.Preparing) throw new InvalidOperationException($"The attempt is {attempt.Stage}, not Preparing.");
    }
}
