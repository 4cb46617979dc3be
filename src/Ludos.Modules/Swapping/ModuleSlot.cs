using System.Collections.Concurrent;
using Ludos.Base;

namespace Ludos.Modules;

/// <summary>
/// The place of one module in a running game: which code runs, and the one state machine of its swaps. Control threads offer
/// candidates; the tick thread alone changes the code, between two ticks, by exchanging one pointer. Neither waits for the other.
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
    private string? _faultUnit;
    private UnitOutcome _fault;

    /// <param name="prepared">The code that the world begins with.</param>
    /// <param name="instance">Its instance; the slot disposes it.</param>
    /// <param name="regions">The world's regions, with writers for all that the module writes.</param>
    public ModuleSlot(IPreparedModule prepared, IModuleInstance instance, IRegionTable regions)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(regions);
        _current = new SlotVersion(prepared, instance);
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

    /// <summary>Whether earlier code is kept.</summary>
    public bool CanRollBack => Volatile.Read(ref _previous) is not null;

    /// <summary>The latest swap or roll back; null before the first.</summary>
    public SwapAttempt? LastAttempt => Volatile.Read(ref _attempt);

    /// <summary>Claims the slot for a swap. Any thread but the tick's. Follow with <see cref="Offer"/> or <see cref="Refuse"/>.</summary>
    public Result<SwapAttempt, SwapErrorCode> BeginSwap()
    {
        lock (_control)
        {
            SwapStage stage = Stage;
            if (!TryMove(stage, SwapMove.Prepare))
            {
                return new Fault<SwapErrorCode>(SwapErrorCode.Busy, $"Another swap of {ModuleId} is under way ({stage}).", "Wait for it to end, then try again.");
            }

            Collect();
            var attempt = new SwapAttempt(CurrentModule.Package, SwapStage.Preparing);
            Volatile.Write(ref _attempt, attempt);
            return attempt;
        }
    }

    /// <summary>
    /// Checks the candidate against the module that runs and makes an instance beside it; the next tick boundary flips to it. Any
    /// thread but the tick's. Then <see cref="SwapAttempt.Wait"/>, and <see cref="Collect"/>.
    /// </summary>
    /// <returns>The attempt, now Ready; or a fault, and the attempt is Refused with the same reason.</returns>
    /// <exception cref="InvalidOperationException">The attempt was offered a candidate already, or is over.</exception>
    public Result<SwapAttempt, SwapErrorCode> Offer(SwapAttempt attempt, IPreparedModule candidate)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(candidate);
        ThrowIfNotPreparing(attempt);
        attempt.To = candidate.Package;
        IReadOnlyList<string> differences = SwapCheck.Differences(CurrentModule, candidate);
        if (differences.Count != 0)
        {
            var difference = new Fault<SwapErrorCode>(SwapErrorCode.Refused, $"{ModuleId} differs in more than code: {string.Join("; ", differences)}.", "Restart the game to play it, or undo the difference.");
            return Refuse(attempt, difference, differences);
        }

        if (!candidate.Instantiate(_regions).TryGet(out IModuleInstance? instance, out Fault<ModuleErrorCode>? fault))
        {
            return Refuse(attempt, new Fault<SwapErrorCode>(SwapErrorCode.BadModule, fault.Message, fault.Mend), []);
        }

        lock (_control)
        {
            if (attempt == LastAttempt && Stage == SwapStage.Preparing)
            {
                _candidate = new SlotVersion(candidate, instance);
                attempt.Enter(SwapStage.Ready, -1);
                if (TryMove(SwapStage.Preparing, SwapMove.MakeReady)) return attempt;
                _candidate = null;
            }
        }

        instance.Dispose();
        return Refuse(attempt, new Fault<SwapErrorCode>(SwapErrorCode.Refused, $"{ModuleId} was rolled back while the candidate was prepared.", "Swap again."), []);
    }

    /// <summary>Ends an attempt for which there is no candidate. Any thread but the tick's.</summary>
    /// <param name="attempt">From <see cref="BeginSwap"/>, not offered.</param>
    /// <param name="fault">Why; returned as the result.</param>
    /// <param name="differences">What forbade it, a line each; may be empty.</param>
    /// <param name="candidate">What was refused, where it could be opened.</param>
    public Result<SwapAttempt, SwapErrorCode> Refuse(SwapAttempt attempt, Fault<SwapErrorCode> fault, IReadOnlyList<string> differences, ModulePackage? candidate = null)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(fault);
        lock (_control)
        {
            if (attempt == LastAttempt) _ = TryMove(SwapStage.Preparing, SwapMove.Refuse);
        }

        attempt.To ??= candidate;
        attempt.Explain($"Refused: {fault.Message}", differences);
        attempt.Enter(SwapStage.Refused, -1);
        return fault;
    }

    /// <summary>Takes a candidate back that no tick boundary has come for, such as in a paused game. Any thread but the tick's.</summary>
    /// <returns>False when it runs already, or the attempt is over.</returns>
    public bool Withdraw(SwapAttempt attempt, string why)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        lock (_control)
        {
            if (Interlocked.CompareExchange(ref _rollBackAsked, null, attempt) != attempt)
            {
                if (attempt != LastAttempt || !TryMove(SwapStage.Ready, SwapMove.Refuse)) return false;
                _candidate!.Instance.Dispose();
                _candidate = null;
            }
        }

        attempt.Explain($"Refused: {why}", []);
        attempt.Enter(SwapStage.Refused, -1);
        return true;
    }

    /// <summary>Asks for the earlier code back, at the next tick boundary. Any thread but the tick's.</summary>
    public Result<SwapAttempt, SwapErrorCode> RequestRollBack()
    {
        if (!CanRollBack)
        {
            return new Fault<SwapErrorCode>(SwapErrorCode.NothingToRollBack, $"No earlier code of {ModuleId} is kept.", "Swap the version wanted in.");
        }

        var attempt = new SwapAttempt(CurrentModule.Package, SwapStage.Ready);
        attempt.Explain("Rolled back on request.", []);
        bool isAtRest = Stage is SwapStage.Promoted or SwapStage.RolledBack or SwapStage.Refused;
        if (!isAtRest || Interlocked.CompareExchange(ref _rollBackAsked, attempt, null) is not null)
        {
            return new Fault<SwapErrorCode>(SwapErrorCode.Busy, $"A swap of {ModuleId} is under way ({Stage}).", "Wait for it to end, then try again.");
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
        if (_faultUnit is null)
        {
            _faultUnit = unit;
            _fault = outcome;
        }

        return Stage is SwapStage.Probation or SwapStage.Ready || _previous is not null;
    }

    /// <summary>Makes at most one change, between two ticks. Tick thread. Allocates nothing when there is none.</summary>
    /// <param name="nextTick">The tick about to run.</param>
    public SlotChange OnTickBoundary(long nextTick)
    {
        SwapStage stage = Stage;
        if (_faultUnit is { } unit)
        {
            _faultUnit = null;
            if (stage == SwapStage.Probation) return EndProbationBadly(unit, nextTick);
            if (stage != SwapStage.Ready && _previous is not null) return FallBack(Blamed(unit), nextTick);
        }

        if (stage == SwapStage.Ready && TryMove(SwapStage.Ready, SwapMove.Flip)) return Flip(nextTick);
        if (stage == SwapStage.Probation) return --_probationTicksLeft == 0 ? Promote(nextTick) : SlotChange.None;
        if (Volatile.Read(ref _rollBackAsked) is null) return SlotChange.None;
        SwapAttempt asked = Interlocked.Exchange(ref _rollBackAsked, null)!;
        return FallBack(asked, nextTick);
    }

    /// <summary>The module's regions were given content of an earlier moment: what its units came to since does not count. Tick thread, not in probation.</summary>
    /// <param name="writtenBy">The code that had left that content.</param>
    public void TakeUp(IPreparedModule writtenBy)
    {
        ArgumentNullException.ThrowIfNull(writtenBy);
        _faultUnit = null;
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

    private SlotChange Flip(long nextTick)
    {
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

    /// <summary>The candidate failed: the regions as they were at the flip, and the code that made them.</summary>
    private SlotChange EndProbationBadly(string unit, long nextTick)
    {
        _ = TryMove(SwapStage.Probation, SwapMove.RollBack);
        _holds.Republish();
        _retired.Enqueue(_current.Instance);
        Volatile.Write(ref _current, _previous!);
        Volatile.Write(ref _previous, _older);
        _older = null;
        _attempt!.Blame(unit, _fault);
        _attempt.Enter(SwapStage.RolledBack, nextTick);
        return SlotChange.RolledBack;
    }

    /// <summary>Earlier code takes over the regions as they are: a tick that fails publishes nothing, so they are good.</summary>
    private SlotChange FallBack(SwapAttempt attempt, long nextTick)
    {
        SwapStage stage = Stage;
        while (_previous is not null && SwapMoves.TryNext(stage, SwapMove.RollBack, out _))
        {
            if (!TryMove(stage, SwapMove.RollBack))
            {
                stage = Stage;
                continue;
            }

            SlotVersion displaced = _current;
            attempt.To = _previous.Prepared.Package;
            _previous.Instance.Activate(displaced.Instance);
            Volatile.Write(ref _current, _previous);
            Volatile.Write(ref _previous, null);
            _retired.Enqueue(displaced.Instance);
            Volatile.Write(ref _attempt, attempt);
            attempt.Enter(SwapStage.RolledBack, nextTick);
            return SlotChange.RolledBack;
        }

        attempt.Explain($"Refused: no earlier code of {ModuleId} was kept any more.", []);
        attempt.Enter(SwapStage.Refused, -1);
        return SlotChange.None;
    }

    private SwapAttempt Blamed(string unit)
    {
        var attempt = new SwapAttempt(_current.Prepared.Package, SwapStage.Ready);
        attempt.Blame(unit, _fault);
        return attempt;
    }

    private bool TryMove(SwapStage from, SwapMove move) =>
        SwapMoves.TryNext(from, move, out SwapStage to) && Interlocked.CompareExchange(ref _stage, (int)to, (int)from) == (int)from;

    private static void ThrowIfNotPreparing(SwapAttempt attempt)
    {
        if (attempt.Stage != SwapStage.Preparing) throw new InvalidOperationException($"The attempt is {attempt.Stage}, not Preparing.");
    }
}
