using Ludos.Base;
using Ludos.Distribution;
using Ludos.Modules;

namespace Ludos.Runtime.Streaming;

/// <summary>One update from the first look to the new version's proof. Blocks its own thread, and nobody else's.</summary>
internal sealed class LiveUpdateRun(GameSession session, IGameUpdate update, LiveUpdates told, CancellationToken stop) : IProgress<DownloadProgress>
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>How often a game that is paused, or busy with another swap, is asked again.</summary>
    private static readonly TimeSpan PauseLook = TimeSpan.FromMilliseconds(250);

    /// <returns>The stage at rest that it came to, and why.</returns>
    public (StreamStage Stage, string? Problem) Carry()
    {
        if (!Look().TryGet(out var found, out var fault))
        {
            return (StreamStage.Failed, fault.ToString());
        }

        if (found.Next is not { } next)
        {
            return (StreamStage.UpToDate, null);
        }

        told.Found(next);
        told.Enter(StreamStage.Streaming);
        if (Stream(next) is { } unfetched)
        {
            return (StreamStage.Failed, unfetched.ToString());
        }

        told.Enter(StreamStage.Switching);
        return update.Open(next).TryGet(out var modules, out fault) ? Switch(next, modules) : (StreamStage.Failed, fault.ToString());
    }

    void IProgress<DownloadProgress>.Report(DownloadProgress value) => told.Progressed(value);

    private Result<(NextVersion? Next, bool HasLooked), UpdateErrorCode> Look()
    {
        var wait = FirstWait;
        while (true)
        {
            if (update.Look(stop).GetAwaiter().GetResult().TryGet(out var next, out var fault))
            {
                return (next, true);
            }

            if (fault.Code != UpdateErrorCode.Unreachable)
            {
                return fault;
            }

            wait = WaitForLink(fault, wait);
            told.Enter(StreamStage.Looking);
        }
    }

    private Fault<UpdateErrorCode>? Stream(NextVersion next)
    {
        using var governor = told.Govern();
        try
        {
            var wait = FirstWait;
            while (update.Fetch(next, governor.Downloads, this, stop).GetAwaiter().GetResult() is { } fault)
            {
                if (fault.Code != UpdateErrorCode.Unreachable)
                {
                    return fault;
                }

                wait = WaitForLink(fault, wait);
                told.Enter(StreamStage.Streaming);
            }

            return null;
        }
        finally
        {
            told.EndGoverning();
        }
    }

    private TimeSpan WaitForLink(Fault<UpdateErrorCode> fault, TimeSpan wait)
    {
        told.Enter(StreamStage.Waiting, fault.ToString());
        Sleep(wait);
        return wait < LongestWait ? wait * 2 : LongestWait;
    }

    private (StreamStage Stage, string? Problem) Switch(NextVersion next, IReadOnlyList<ModuleChange> modules)
    {
        var running = session.World.Modules.ToDictionary(seat => seat.Id, StringComparer.Ordinal);
        List<ModuleChange> changes = [.. modules.Where(module => running.TryGetValue(module.Module, out var seat) && seat.Slot.CurrentModule.Package.Verified.Digest != module.Code.Digest)];
        if (Misfit(modules) is { } misfit)
        {
            return misfit.IsForNextStart ? Adopt(next, StreamStage.NextStart, misfit.Why) : (StreamStage.Failed, misfit.Why);
        }

        if (changes.Count == 0)
        {
            return Adopt(next, StreamStage.Adopted, null);
        }

        while (true)
        {
            if (session.Switch(changes).TryGet(out var report, out var fault))
            {
                return Judge(next, report);
            }

            if (fault.Code is not (SwapErrorCode.Stopped or SwapErrorCode.Busy or SwapErrorCode.TimedOut))
            {
                return (StreamStage.Failed, fault.ToString());
            }

            told.Enter(StreamStage.Switching, fault.Message);
            Sleep(PauseLook);
        }
    }

    private (StreamStage Stage, string? Problem) Judge(NextVersion next, SwitchReport report)
    {
        if (report.Outcome == SwapReport.Promoted)
        {
            return Adopt(next, StreamStage.Adopted, null);
        }

        if (report.Outcome == SwapReport.Refused && report.Modules.Any(module => module.Differences.Count > 0))
        {
            return Adopt(next, StreamStage.NextStart, report.Reason);
        }

        var unmarked = update.Quarantine(next, report.Reason);
        return (StreamStage.Quarantined, unmarked is null ? report.Reason : $"{report.Reason} It could not be marked: {unmarked}");
    }

    private (StreamStage Stage, string? Problem) Adopt(NextVersion next, StreamStage stage, string? why) =>
        update.Adopt(next) is { } fault ? (StreamStage.Failed, $"The new version is here, but is not what is installed: {fault}") : (stage, why);

    /// <summary>What keeps the set from taking the running one's place: as a whole, or only in a world that runs already.</summary>
    private (string Why, bool IsForNextStart)? Misfit(IReadOnlyList<ModuleChange> modules)
    {
        var running = session.World.Modules.Select(seat => seat.Slot.CurrentModule.Package.Manifest).ToList();
        var after = running.ToDictionary(manifest => manifest.Id, StringComparer.Ordinal);
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var module in modules)
        {
            if (ModulePackage.IsWasm(module.Code.Bytes.Span))
            {
                _ = kept.Add(module.Module);
                continue;
            }

            if (!ModulePackage.Open(module.Code).TryGet(out var package, out var fault))
            {
                return (fault.ToString(), false);
            }

            _ = kept.Add(package.Manifest.Id);
            if (package.Manifest.Kind == ModuleKind.Game)
            {
                if (session.Game.Definition is { } known && package.TryFile(ModuleManifest.GameFileName, out var text) && !known.AsSpan().SequenceEqual(text.Bytes.Span))
                {
                    return ("game.json is another: it is read when a game starts.", true);
                }
            }
            else if (package.Manifest.Kind != ModuleKind.Mod || after.ContainsKey(package.Manifest.Id))
            {
                after[package.Manifest.Id] = package.Manifest;
            }
        }

        if (ClosureCheck.OfSet(after.Values) is [var unmet, ..])
        {
            return ($"{unmet.Problem} {unmet.Mend}", false);
        }

        if (running.Find(manifest => manifest.Kind != ModuleKind.Mod && !kept.Contains(manifest.Id)) is { } gone)
        {
            return ($"{gone.Id} is no part of it any more: a running game keeps its modules.", true);
        }

        return ClosureCheck.OfSwitch(running, after.Values) is [var difference, ..] ? (difference.Problem, true) : null;
    }

    private void Sleep(TimeSpan time)
    {
        _ = stop.WaitHandle.WaitOne(time);
        stop.ThrowIfCancellationRequested();
    }
}
