using System.Globalization;
using Ludos.Base;
using Ludos.Runtime.Input;
using Ludos.Runtime.Recording;
using Ludos.State;

namespace Ludos.Runtime.Headless;

/// <summary>What keeps a run from beginning; the value is its exit code.</summary>
internal enum PlanErrorCode
{
    Usage = HeadlessRunner.ExitUsage,
    InputRefused = HeadlessRunner.ExitInputRefused,
    Resource = HeadlessRunner.ExitResource,
}

/// <summary>Everything a run needs, checked before its first tick.</summary>
internal sealed record HeadlessPlan(HashSpec? Hash, IReadOnlyList<long> At, InputScript? Script, IReadOnlyList<IRecorder> Recorders) : IDisposable
{
    public static Result<HeadlessPlan, PlanErrorCode> Read(GameSession session, HeadlessOptions options)
    {
        HashSpec? hash = null;
        if (options.HashSpec is not null && !HashSpec.Resolve(options.HashSpec, session.Arena).TryGet(out hash, out var badSpec))
        {
            return new Fault<PlanErrorCode>(PlanErrorCode.Usage, badSpec.Message, badSpec.Mend);
        }

        IReadOnlyList<long> at = hash is null ? [] : options.At.Count == 0 ? [options.Frames] : [.. options.At.Distinct().Order()];
        if (at.Count > 0 && (at[0] < 0 || at[^1] > options.Frames))
        {
            var wrong = at[0] < 0 ? at[0] : at[^1];
            return new Fault<PlanErrorCode>(PlanErrorCode.Usage, string.Create(CultureInfo.InvariantCulture, $"A hash is asked for after {wrong} ticks; the run has {options.Frames}."), "Ask for ticks from 0 to --frames.");
        }

        InputScript? script = null;
        if (options.InputScriptPath is { } path && !InputScript.Load(path).TryGet(out script, out var badScript))
        {
            return new Fault<PlanErrorCode>(PlanErrorCode.InputRefused, badScript.Message, badScript.Mend);
        }

        var recorders = new List<IRecorder>();
        var plan = new HeadlessPlan(hash, at, script, recorders);
        foreach (var file in options.RecordPaths)
        {
            if (!Recording.Recorders.Create(session, file, new RecorderOptions { MayWait = !options.Realtime, WithState = options.RecordState }).TryGet(out var recorder, out var fault))
            {
                plan.Dispose();
                return new Fault<PlanErrorCode>(fault.Code is RecordErrorCode.UnknownFormat or RecordErrorCode.NothingToRecord ? PlanErrorCode.Usage : PlanErrorCode.Resource, fault.Message, fault.Mend);
            }

            recorders.Add(recorder);
        }

        if (options.TonesPath is { } tones)
        {
            if (!Recording.Recorders.CreateToneLog(session, tones).TryGet(out var log, out var fault))
            {
                plan.Dispose();
                return new Fault<PlanErrorCode>(PlanErrorCode.Resource, fault.Message, fault.Mend);
            }

            recorders.Add(log);
        }

        return plan;
    }

    public void Dispose()
    {
        foreach (var recorder in Recorders)
        {
            recorder.Dispose();
        }
    }
}
