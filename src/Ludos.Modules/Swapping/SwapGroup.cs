using Ludos.Base;

namespace Ludos.Modules;

/// <summary>
/// One switch of one or more modules whose code changes together: all flip between the same two ticks, and one that fails in probation takes all of them back. Later too they go back together or
/// not at all, so that no tick ever runs versions that were not checked against each other.
/// </summary>
/// <remarks>
/// Each slot keeps its own stage. What makes them one is the first slot, the lead: the others become ready before it and flip only after it in the same boundary, so one
/// exchange of its stage decides for all of them. See docs/reference/swap.md.
/// </remarks>
public sealed class SwapGroup
{
    private readonly ModuleSlot[] _slots;
    private readonly SwapAttempt[] _attempts;
    private SwapAttempt? _askedBack;
    private string? _blamedModule;
    private string? _blamedUnit;
    private UnitOutcome _blame;

    private SwapGroup(IEnumerable<ModuleSlot> slots)
    {
        _slots = [.. slots];
        _attempts = new SwapAttempt[_slots.Length];
    }

    /// <summary>The slots, in the order in which tick boundaries ask them.</summary>
    public IReadOnlyList<ModuleSlot> Slots => _slots;

    /// <summary>What each slot's part came to; same order.</summary>
    public IReadOnlyList<SwapAttempt> Attempts => _attempts;

    /// <summary>Completes when every part is over; never faults.</summary>
    public Task Completion => Task.WhenAll(_attempts.Select(attempt => attempt.Completion));

    /// <summary>Whether every part is over.</summary>
    public bool IsOver => _attempts.All(attempt => attempt.IsOver);

    /// <summary>Decides for all.</summary>
    internal ModuleSlot Lead => _slots[0];

    /// <summary>Tick thread: the lead runs its new code.</summary>
    internal bool HasFlipped { get; private set; }

    /// <summary>Tick thread: a unit of it failed since the last boundary that looked.</summary>
    internal bool HasBlame => _blamedUnit is not null;

    /// <summary>Every slot runs what it got with this group, and keeps what it ran before. Any thread.</summary>
    internal bool IsWhole
    {
        get
        {
            foreach (ModuleSlot slot in _slots)
            {
                if (!slot.StandsWith(this)) return false;
            }

            return true;
        }
    }

    /// <summary>Claims the slots for one switch: all of them or none. Any thread but the tick's. Follow with <see cref="Offer"/> or <see cref="Refuse"/>.</summary>
    /// <param name="slots">At least one, each once, in the order in which tick boundaries ask the slots of the game.</param>
    public static Result<SwapGroup, SwapErrorCode> Begin(IReadOnlyList<ModuleSlot> slots)
    {
        ArgumentNullException.ThrowIfNull(slots);
        ArgumentOutOfRangeException.ThrowIfZero(slots.Count);
        if (slots.Distinct().Count() != slots.Count) throw new ArgumentException("A slot is named twice.", nameof(slots));
        var group = new SwapGroup(slots);
        for (int index = 0; index < slots.Count; index++)
        {
            if (slots[index].Claim(group).TryGet(out SwapAttempt? attempt, out Fault<SwapErrorCode>? busy))
            {
                group._attempts[index] = attempt;
                continue;
            }

            for (int claimed = 0; claimed < index; claimed++) _ = slots[claimed].Refuse(group._attempts[claimed], busy, []);
            return busy;
        }

        return group;
    }

    /// <summary>
    /// Checks every candidate against the module that runs and makes its instance; only when all of them stand, the next tick boundary flips to all. Any thread but the tick's.
    /// </summary>
    /// <param name="candidates">One a slot, same order.</param>
    /// <returns>The group, now Ready; or the first fault, and every part is Refused.</returns>
    public Result<SwapGroup, SwapErrorCode> Offer(IReadOnlyList<IPreparedModule> candidates)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfNotEqual(candidates.Count, _slots.Length);
        var versions = new SlotVersion[_slots.Length];
        for (int index = 0; index < _slots.Length; index++)
        {
            if (_slots[index].TryInstantiate(_attempts[index], candidates[index]).TryGet(out SlotVersion? version, out Fault<SwapErrorCode>? fault))
            {
                versions[index] = version;
                continue;
            }

            Discard(versions, fault, candidates);
            return fault;
        }

        return MakeReady(versions, candidates);
    }

    /// <summary>Ends a switch for which there are no candidates. Any thread but the tick's.</summary>
    /// <param name="fault">Why; returned as the result.</param>
    /// <param name="differences">What forbade it, a line each; may be empty.</param>
    /// <param name="candidates">What was refused, one a slot; null where not all could be opened.</param>
    public Fault<SwapErrorCode> Refuse(Fault<SwapErrorCode> fault, IReadOnlyList<string> differences, IReadOnlyList<IPreparedModule>? candidates = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        for (int index = 0; index < _slots.Length; index++)
        {
            if (!_attempts[index].IsOver) _ = _slots[index].Refuse(_attempts[index], fault, differences, candidates?[index].Package);
        }

        return fault;
    }

    /// <summary>Takes all candidates back, where no tick boundary has come for them. Any thread but the tick's.</summary>
    /// <returns>False when they run already, or it is over.</returns>
    public bool Withdraw(string why)
    {
        if (!Lead.TakeBack(_attempts[0])) return false;
        for (int index = 1; index < _slots.Length; index++) _ = _slots[index].TakeBack(_attempts[index]);
        End(why);
        return true;
    }

    /// <summary>Takes back what was asked for with <see cref="ModuleSlot.RequestRollBack"/>, such as in a paused game. Any thread but the tick's.</summary>
    /// <returns>False when it was done, or is over.</returns>
    public bool CancelRollBack(SwapAttempt asked, string why)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (!Lead.TakeWishBack(asked)) return false;
        asked.Explain($"Refused: {why}", []);
        asked.Enter(SwapStage.Refused, -1);
        return true;
    }

    internal void NoteFlip() => HasFlipped = true;

    /// <summary>Tick thread: a unit failed. The first is blamed.</summary>
    internal void Blame(string module, string unit, in UnitOutcome fault)
    {
        if (_blamedUnit is not null) return;
        (_blamedModule, _blamedUnit, _blame) = (module, unit, fault);
    }

    /// <summary>Tick thread: what failed does not count any more, for one of it goes on with other code or other content.</summary>
    internal void Forgive() => _blamedUnit = null;

    /// <summary>Tick thread.</summary>
    internal void BlameIn(SwapAttempt attempt) => attempt.Blame(_blamedModule!, _blamedUnit!, _blame);

    /// <summary>
    /// Tick thread, the lead's turn in a boundary, and all have been promoted: where a unit failed or somebody asked, either all go back in this boundary or none does.
    /// </summary>
    /// <param name="asked">Whose wish it is; null where nobody asked.</param>
    internal void DecideToGoBack(SwapAttempt? asked)
    {
        if (!HasBlame && asked is null) return;
        _askedBack = asked;
        if (IsWhole && _slots.All(slot => slot.TryJoinWayBack(this))) return;
        foreach (ModuleSlot slot in _slots) slot.LeaveWayBack();
        Forgive();
        asked?.Explain($"Refused: what {Lead.ModuleId} came with has been replaced meanwhile, or is about to be.", []);
        asked?.Enter(SwapStage.Refused, -1);
    }

    /// <summary>Tick thread: what a slot's way back is told as.</summary>
    internal SwapAttempt AttemptToGoBack(ModuleSlot slot)
    {
        if (slot == Lead && _askedBack is { } asked) return asked;
        var attempt = new SwapAttempt(slot.CurrentModule.Package, SwapStage.Ready) { Group = this };
        if (_askedBack is null) BlameIn(attempt);
        else attempt.Explain("Rolled back on request.", []);
        return attempt;
    }

    private Result<SwapGroup, SwapErrorCode> MakeReady(SlotVersion[] versions, IReadOnlyList<IPreparedModule> candidates)
    {
        // The lead comes last: from its turn on all may flip, and until then none does.
        for (int index = _slots.Length - 1; index >= 0; index--)
        {
            if (_slots[index].MakeReady(_attempts[index], versions[index]))
            {
                versions[index] = null!;
                continue;
            }

            for (int ready = index + 1; ready < _slots.Length; ready++) _ = _slots[ready].TakeBack(_attempts[ready]);
            Fault<SwapErrorCode> fault = _slots[index].RefuseOvertaken(_attempts[index], versions[index]);
            versions[index] = null!;
            Discard(versions, fault, candidates);
            return fault;
        }

        return this;
    }

    private void Discard(SlotVersion?[] versions, Fault<SwapErrorCode> fault, IReadOnlyList<IPreparedModule> candidates)
    {
        for (int index = 0; index < _slots.Length; index++)
        {
            versions[index]?.Instance.Dispose();
            if (_attempts[index] is { Stage: SwapStage.Preparing } attempt) _ = _slots[index].Refuse(attempt, fault, [], candidates[index].Package);
        }

        End(fault.Message);
    }

    private void End(string why)
    {
        foreach (SwapAttempt attempt in _attempts)
        {
            if (attempt.IsOver) continue;
            attempt.Explain($"Refused: {why}", []);
            attempt.Enter(SwapStage.Refused, -1);
        }
    }
}
