using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime.Loading;
using Ludos.Runtime.Ticking;
using Ludos.Runtime.World;
using Ludos.Trust;

namespace Ludos.Runtime.Swapping;

/// <summary>Takes a switch of one or more modules from bytes to a report, on the thread of who asked. The tick thread only flips.</summary>
internal sealed class SwapDesk(IClock clock, GameWorld world, ModuleGate gate, PauseMeter pauses, ISwapTicks ticks)
{
    /// <summary>How long candidates that are ready may wait for their ticks.</summary>
    private const int ProveLimitMs = 10_000;

    private const int LookMs = 20;
    private const double NanosecondsPerMillisecond = 1e6;

    private readonly Lock _one = new();

    public Result<SwapReport, SwapErrorCode> Swap(string moduleId, ReadOnlyMemory<byte> bytes, ModuleOrigin origin, string name, ReadOnlyMemory<byte> bundle)
    {
        if (Find(moduleId) is null)
        {
            return NoSuchModule(moduleId);
        }

        if (!gate.Verify(bytes, origin, name, bundle).TryGet(out var verified, out var untrusted))
        {
            return new Fault<SwapErrorCode>(SwapErrorCode.Untrusted, untrusted.Message, untrusted.Mend);
        }

        return Switch([new ModuleChange(moduleId, verified)]).TryGet(out var report, out var fault) ? report.Modules[0] : fault;
    }

    /// <summary>All of it, or nothing: see <see cref="SwapGroup"/>.</summary>
    public Result<SwitchReport, SwapErrorCode> Switch(IReadOnlyList<ModuleChange> changes)
    {
        if (changes.FirstOrDefault(change => Find(change.Module) is null) is { } unknown)
        {
            return NoSuchModule(unknown.Module);
        }

        if (changes.DistinctBy(change => change.Module, StringComparer.Ordinal).Count() != changes.Count || changes.Count == 0)
        {
            return new Fault<SwapErrorCode>(SwapErrorCode.Refused, "A switch names a module twice, or none at all.", "Name each module that is to change once.");
        }

        // In the order in which tick boundaries ask the slots: the first of them decides for all.
        List<Change> members = [.. world.Modules.SelectMany(seat => changes.Where(change => change.Module == seat.Id).Select(change => new Change(seat, change.Code)))];
        return Alone(members[0].Seat, () => Begin(members));
    }

    public Result<SwapReport, SwapErrorCode> RollBack(string moduleId)
    {
        var seat = Find(moduleId);
        return seat is null ? NoSuchModule(moduleId)
            : Alone(seat, () => GoBack(seat)).TryGet(out var report, out var fault) ? report.Modules.First(module => module.Module == moduleId) : fault;
    }

    private Result<SwitchReport, SwapErrorCode> Alone(ModuleSeat seat, Func<Result<SwitchReport, SwapErrorCode>> work)
    {
        if (!_one.TryEnter())
        {
            return new Fault<SwapErrorCode>(SwapErrorCode.Busy, $"Another swap of this game is under way; {seat.Id} was not touched.", "Wait for it to end, then try again.");
        }

        try
        {
            if (ticks.WhyNone is { } why)
            {
                return new Fault<SwapErrorCode>(SwapErrorCode.Stopped, $"{why}: no tick would prove the new code.", "Resume the game, then try again.");
            }

            using (ticks.Hold())
            {
                return work();
            }
        }
        finally
        {
            _one.Exit();
        }
    }

    private Result<SwitchReport, SwapErrorCode> Begin(List<Change> members)
    {
        var startNs = clock.NowNs;
        pauses.Reset();
        if (!SwapGroup.Begin([.. members.Select(member => member.Seat.Slot)]).TryGet(out var group, out var busy))
        {
            return busy;
        }

        var candidates = new List<IPreparedModule>();
        foreach (var member in members)
        {
            if (!Prepare(member.Seat, member.Code).TryGet(out var candidate, out var bad))
            {
                _ = group.Refuse(new Fault<SwapErrorCode>(SwapErrorCode.BadModule, bad.Message, bad.Mend), []);
                return Report(members, group.Attempts, startNs, clock.NowNs, bad.ToString());
            }

            candidates.Add(candidate);
        }

        if (Unmet(members, candidates) is { Count: > 0 } unmet)
        {
            var fault = group.Refuse(new Fault<SwapErrorCode>(SwapErrorCode.Refused, unmet[0].Problem, unmet[0].Mend), [.. unmet.Select(dependency => dependency.Problem)], candidates);
            return Report(members, group.Attempts, startNs, clock.NowNs, fault.ToString());
        }

        if (!group.Offer(candidates).TryGet(out _, out var refused))
        {
            return Report(members, group.Attempts, startNs, clock.NowNs, refused.ToString());
        }

        var preparedNs = clock.NowNs;
        return Prove(members[0].Seat, () => group.IsOver, group.Completion, group.Withdraw) is { } undecided ? undecided : Report(members, group.Attempts, startNs, preparedNs, null);
    }

    /// <summary>What would not fit together, mods included, with all candidates in their seats.</summary>
    private IReadOnlyList<DependencyCheck.Unmet> Unmet(List<Change> members, List<IPreparedModule> candidates) =>
        members.Where((member, index) => candidates[index].Package.Manifest.Id != member.Seat.Id).Any()
            ? []
            : ClosureCheck.OfSet(world.Modules
                .Where(other => !members.Exists(member => member.Seat == other))
                .Select(other => other.Slot.CurrentModule.Package.Manifest)
                .Concat(candidates.Select(candidate => candidate.Package.Manifest)));

    private Result<SwitchReport, SwapErrorCode> GoBack(ModuleSeat seat)
    {
        var startNs = clock.NowNs;
        pauses.Reset();
        if (!seat.Slot.RequestRollBack().TryGet(out var asked, out var fault))
        {
            return fault;
        }

        List<Change> members = [.. asked.Group.Slots.Select(slot => new Change(world.Modules.First(other => other.Slot == slot), slot.CurrentModule.Package.Verified))];
        if (Prove(seat, () => asked.IsOver, asked.Completion, why => asked.Group.CancelRollBack(asked, why)) is { } undecided)
        {
            return undecided;
        }

        // Who decided that nothing goes back says so for all.
        return Report(members, [.. members.Select(member => asked.Stage == SwapStage.RolledBack ? member.Seat.Slot.LastAttempt! : asked)], startNs, startNs, null);
    }

    /// <summary>Compiles what is to take a module's place; bare wasm keeps the running manifest.</summary>
    internal static Result<IPreparedModule, ModuleErrorCode> Prepare(ModuleSeat seat, VerifiedModule verified)
    {
        ModulePackage? package;
        if (ModulePackage.IsWasm(verified.Bytes.Span))
        {
            package = seat.Slot.CurrentModule.Package.WithCode(verified);
        }
        else if (!seat.Loaded.Loader.Open(verified).TryGet(out package, out var fault))
        {
            return fault;
        }

        return seat.Loaded.Loader.Prepare(package, new PrepareOptions());
    }

    /// <summary>Waits for the tick thread to prove or reject the code; where nobody ticks, ticks.</summary>
    /// <returns>Null once it is over.</returns>
    private Fault<SwapErrorCode>? Prove(ModuleSeat seat, Func<bool> isOver, Task completion, Func<string, bool> withdraw)
    {
        var untilNs = clock.NowNs + (long)(ProveLimitMs * NanosecondsPerMillisecond);
        while (!isOver() && clock.NowNs < untilNs && ticks.WhyNone is null)
        {
            if (!ticks.TryStep())
            {
                completion.Wait(LookMs);
            }
        }

        if (isOver())
        {
            return null;
        }

        var why = ticks.WhyNone ?? "The game did not tick in time";
        return withdraw($"{why}.") || isOver()
            ? null
            : new Fault<SwapErrorCode>(SwapErrorCode.TimedOut, $"{why}: whether the new code of {seat.Id} stays is decided when ticks run again.", "See ps for how it ended.");
    }

    private SwitchReport Report(List<Change> members, IReadOnlyList<SwapAttempt> attempts, long startNs, long preparedNs, string? refusal)
    {
        var prepareMs = (preparedNs - startNs) / NanosecondsPerMillisecond;
        var reports = new List<SwapReport>();
        foreach (var (seat, attempt) in members.Select(member => member.Seat).Zip(attempts))
        {
            seat.Slot.Collect();
            seat.LastSwap = MakeReport(seat, attempt, prepareMs, refusal ?? attempt.Reason);
            reports.Add(seat.LastSwap);
        }

        var first = reports[0];
        return new SwitchReport(first.Outcome, reports.Find(report => report.Differences.Count > 0)?.Reason ?? first.Reason, reports, prepareMs, first.FlipTick, first.PauseMs);
    }

    private SwapReport MakeReport(ModuleSeat seat, SwapAttempt attempt, double prepareMs, string reason) => new(
        seat.Id,
        attempt.From.Manifest.Version.ToString(),
        attempt.To?.Manifest.Version.ToString() ?? "",
        attempt.From.Verified.Digest.ToString(),
        attempt.To?.Verified.Digest.ToString() ?? "",
        attempt.Stage switch
        {
            SwapStage.Promoted => SwapReport.Promoted,
            SwapStage.RolledBack => SwapReport.RolledBack,
            _ => SwapReport.Refused,
        },
        attempt.Stage == SwapStage.Promoted ? "" : reason,
        attempt.Differences,
        prepareMs,
        attempt.FlipTick,
        pauses.WorstMs);

    private ModuleSeat? Find(string moduleId) => world.Modules.FirstOrDefault(seat => seat.Id == moduleId);

    private Fault<SwapErrorCode> NoSuchModule(string moduleId) => new(
        SwapErrorCode.NoSuchModule,
        $"The game has no module '{moduleId}'.",
        $"It has {string.Join(", ", world.Modules.Select(seat => seat.Id))}.");

    private sealed record Change(ModuleSeat Seat, VerifiedModule Code);
}
