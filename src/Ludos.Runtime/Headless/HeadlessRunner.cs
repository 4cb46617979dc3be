using System.Globalization;
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
        if (!HeadlessPlan.Read(session, options).TryGet(out var plan, out var fault))
        {
            stderr.WriteLine(fault.ToString());
            return (int)fault.Code;
        }

        using (plan)
        {
            using var run = new HeadlessRun(plan.Hash, plan.At, plan.Recorders, options.Frames, stdout);
            session.Loop.Script = plan.Script;
            session.Loop.AfterStart = run.AfterStart;
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

            session.Loop.AfterStart = null;
            session.Loop.AfterTick = null;
            run.Finish();
            progress.Clear();
            return Conclude(session, run, stderr, cancellation);
        }
    }

    private static void RunFast(GameSession session, HeadlessRun run, ProgressLine progress, CancellationToken cancellation)
    {
        _ = session.Prepare();
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
}
