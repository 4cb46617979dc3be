using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime.Ticking;
using Ludos.Runtime.World;
using Ludos.Trust;

namespace Ludos.Runtime.Swapping;

/// <summary>Takes a swap from bytes to a report, on the thread of who asked. The tick thread only flips.</summary>
internal sealed class SwapDesk(IClock clock, GameWorld world, ModuleVerifier verifier, PauseMeter pauses, ISwapTicks ticks)
{
    /// <summary>How long a candidate that is ready may wait for its ticks.</summary>
    private const int ProveLimitMs = 10_000;

    private const int LookMs = 20;
    private const double NanosecondsPerMillisecond = 1e6;

    private readonly Lock _one = new();

    public Result<SwapReport, SwapErrorCode> Swap(string moduleId, ReadOnlyMemory<byte> bytes, ModuleOrigin origin, string name)
    {
        var seat = Find(moduleId);
        if (seat is null)
        {
            return NoSuchModule(moduleId);
        }

        if (!verifier.Verify(bytes, origin, name).TryGet(out var verified, out var untrusted))
        {
            return new Fault<SwapErrorCode>(SwapErrorCode.Untrusted, untrusted.Message, untrusted.Mend);
        }

        return Alone(seat, () => Begin(seat, verified));
    }

    public Result<SwapReport, SwapErrorCode> RollBack(string moduleId)
    {
        var seat = Find(moduleId);
        return seat is null ? NoSuchModule(moduleId) : Alone(seat, () => RollBack(seat));
    }

    private Result<SwapReport, SwapErrorCode> Alone(ModuleSeat seat, Func<Result<SwapReport, SwapErrorCode>> work)
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

    private Result<SwapReport, SwapErrorCode> Begin(ModuleSeat seat, VerifiedModule verified)
    {
        var startNs = clock.NowNs;
        pauses.Reset();
        if (!seat.Slot.BeginSwap().TryGet(out var attempt, out var busy))
        {
            return busy;
        }

        var slot = seat.Slot;
        if (!Prepare(seat, verified).TryGet(out var candidate, out var bad))
        {
            _ = slot.Refuse(attempt, new Fault<SwapErrorCode>(SwapErrorCode.BadModule, bad.Message, bad.Mend), []);
            return Report(seat, attempt, startNs, bad.ToString());
        }

        if (Unmet(seat, candidate) is { Count: > 0 } unmet)
        {
            var fault = new Fault<SwapErrorCode>(SwapErrorCode.Refused, unmet[0].Problem, unmet[0].Mend);
            _ = slot.Refuse(attempt, fault, [.. unmet.Select(dependency => dependency.Problem)], candidate.Package);
            return Report(seat, attempt, startNs, fault.ToString());
        }

        if (!slot.Offer(attempt, candidate).TryGet(out _, out var refused))
        {
            return Report(seat, attempt, startNs, refused.ToString());
        }

        var preparedNs = clock.NowNs;
        return Finish(seat, slot, attempt, startNs, preparedNs);
    }

    /// <summary>Dependencies that the game would no longer meet with the candidate in the seat.</summary>
    private IReadOnlyList<DependencyCheck.Unmet> Unmet(ModuleSeat seat, IPreparedModule candidate) => candidate.Package.Manifest.Id != seat.Id
        ? []
        : DependencyCheck.Of(world.Modules
            .Where(other => other != seat)
            .Select(other => other.Slot.CurrentModule.Package.Manifest)
            .Append(candidate.Package.Manifest));

    private Result<SwapReport, SwapErrorCode> RollBack(ModuleSeat seat)
    {
        var startNs = clock.NowNs;
        pauses.Reset();
        var slot = seat.Slot;
        return slot.RequestRollBack().TryGet(out var attempt, out var fault)
            ? Finish(seat, slot, attempt, startNs, startNs)
            : fault;
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
    private Result<SwapReport, SwapErrorCode> Finish(ModuleSeat seat, ModuleSlot slot, SwapAttempt attempt, long startNs, long preparedNs)
    {
        var untilNs = clock.NowNs + (long)(ProveLimitMs * NanosecondsPerMillisecond);
        while (!attempt.IsOver && clock.NowNs < untilNs && ticks.WhyNone is null)
        {
            if (!ticks.TryStep())
            {
                attempt.Wait(TimeSpan.FromMilliseconds(LookMs));
            }
        }

        if (!attempt.IsOver)
        {
            var why = ticks.WhyNone ?? "The game did not tick in time";
            if (!slot.Withdraw(attempt, $"{why}.") && !attempt.IsOver)
            {
                return new Fault<SwapErrorCode>(SwapErrorCode.TimedOut, $"{why}: whether the new code of {seat.Id} stays is decided when ticks run again.", "See ps for how it ended.");
            }
        }

        slot.Collect();
        var report = MakeReport(seat, attempt, (preparedNs - startNs) / NanosecondsPerMillisecond, attempt.Reason);
        seat.LastSwap = report;
        return report;
    }

    private SwapReport Report(ModuleSeat seat, SwapAttempt attempt, long startNs, string reason)
    {
        var report = MakeReport(seat, attempt, (clock.NowNs - startNs) / NanosecondsPerMillisecond, reason);
        seat.LastSwap = report;
        return report;
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
}
