using System.Globalization;
using Ludos.Base;
using Ludos.Runtime.Input;
using Ludos.Runtime.Recording;

namespace Ludos.Runtime.Headless;

/// <summary>Runs a game without a window: input from a script, hashes and recordings out.</summary>
public static class HeadlessRunner
{
    public const int ExitOk = 0;
    public const int ExitUsage = 2;
    public const int ExitCrashed = 3;
    public const int ExitInputRefused = 4;
    public const int ExitResource = 5;
    public const int ExitInterrupted = 130;

    private const int LookMs = 20;
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>Runs to the end on the calling thread (with <see cref="HeadlessOptions.Realtime"/>: on the session's own). Only hash lines go
    /// to <paramref name="stdout"/>.</summary>
    /// <returns>The exit code: 0; 3 when the game crashed or a module of it no longer runs; 2 for a bad option; 4 for a bad input script;
    /// 5 when a file or a tool is not to be had; 130 when cancelled.</returns>
    public static int Run(GameSession session, HeadlessOptions options, TextWriter stdout, TextWriter stderr, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(stdout);
        ArgumentNullException.ThrowIfNull(stderr);
        if (!ReadPlan(session, options).TryGet(out var plan, out var fault))
        {
            stderr.WriteLine(fault.ToString());
            return (int)fault.Code;
        }

        using (plan)
        {
            var run = new HeadlessRun(plan.Hash, plan.At, plan.Recorders, options.Frames, stdout);
            session.Loop.Script = plan.Script;
            session.Loop.AfterTick = run.AfterTick;
            var progress = new ProgressLine(session, options, stderr);
            if (options.Realtime)
            {
                RunRealtime(session, run, progress, cancellation);
            }
            else
            {
                RunFast(session, run, progress, cancellation);
            }

            session.Loop.AfterTick = null;
            run.Finish();
            progress.Clear();
            return Conclude(session, run, stderr, cancellation);
        }
    }

    private static void RunFast(GameSession session, HeadlessRun run, ProgressLine progress, CancellationToken cancellation)
    {
        _ = session.Prepare();
        if (session.Crash is null)
        {
            run.PrintHashes(0);
        }

        while (!run.IsOver && session.Crash is null && !cancellation.IsCancellationRequested)
        {
            session.StepOnce();
            progress.Show();
        }
    }

    private static void RunRealtime(GameSession session, HeadlessRun run, ProgressLine progress, CancellationToken cancellation)
    {
        using var viewer = session.AddViewer();
        session.StartRealtime();
        while (!run.Over.WaitOne(LookMs) && session.Crash is null && !cancellation.IsCancellationRequested)
        {
            progress.Show();
        }

        session.Stop();
        session.Stopped.GetAwaiter().GetResult();
    }

    private static int Conclude(GameSession session, HeadlessRun run, TextWriter stderr, CancellationToken cancellation)
    {
        if (run.Failure is { } failure)
        {
            stderr.WriteLine(failure);
            return ExitResource;
        }

        if (session.Crash is { } crash)
        {
            stderr.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The game crashed after {session.Tick} ticks. {crash}"));
            return ExitCrashed;
        }

        if (cancellation.IsCancellationRequested)
        {
            return ExitInterrupted;
        }

        var faulted = session.FaultedModules();
        foreach (var (module, reason) in faulted)
        {
            stderr.WriteLine($"{module} no longer runs; the other modules do. {reason}");
        }

        return faulted.Count == 0 ? ExitOk : ExitCrashed;
    }

    private enum PlanErrorCode
    {
        Usage = ExitUsage,
        InputRefused = ExitInputRefused,
        Resource = ExitResource,
    }

    private sealed record Plan(HashSpec? Hash, IReadOnlyList<long> At, InputScript? Script, IReadOnlyList<IRecorder> Recorders) : IDisposable
    {
        public void Dispose()
        {
            foreach (var recorder in Recorders)
            {
                recorder.Dispose();
            }
        }
    }

    private static Result<Plan, PlanErrorCode> ReadPlan(GameSession session, HeadlessOptions options)
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
        var plan = new Plan(hash, at, script, recorders);
        foreach (var file in options.RecordPaths)
        {
            if (!Recorders.Create(session, file).TryGet(out var recorder, out var fault))
            {
                plan.Dispose();
                return new Fault<PlanErrorCode>(fault.Code is RecordErrorCode.UnknownFormat or RecordErrorCode.NothingToRecord ? PlanErrorCode.Usage : PlanErrorCode.Resource, fault.Message, fault.Mend);
            }

            recorders.Add(recorder);
        }

        return plan;
    }

    /// <summary>One line that is written over itself, from the first second on.</summary>
    private sealed class ProgressLine(GameSession session, HeadlessOptions options, TextWriter stderr)
    {
        private const double FirstAfterSeconds = 1;
        private const double EverySeconds = 0.25;

        private readonly long _startNs = session.NowNs;
        private double _nextSeconds = FirstAfterSeconds;
        private bool _isShown;

        public void Show()
        {
            if (!options.ShowProgress)
            {
                return;
            }

            var seconds = (session.NowNs - _startNs) / NanosecondsPerSecond;
            if (seconds < _nextSeconds)
            {
                return;
            }

            _nextSeconds = seconds + EverySeconds;
            _isShown = true;
            stderr.Write(string.Create(CultureInfo.InvariantCulture, $"\r{session.Tick:N0} of {options.Frames:N0} ticks, {session.Tick / seconds:N0} a second   "));
        }

        public void Clear()
        {
            if (_isShown)
            {
                stderr.Write("\r" + new string(' ', 60) + "\r");
            }
        }
    }
}
