using Ludos.Base;
using Ludos.Runtime.Headless;
using Ludos.Runtime.Replaying;

namespace Ludos.Runtime;

/// <summary>What a replay came to.</summary>
/// <param name="Game">The game's id.</param>
/// <param name="Steps">Ticks that ran.</param>
/// <param name="Tick">The world's clock.</param>
/// <param name="StateHash">SHA-256 of all regions that are not volatile, as 'play --hash *' prints it.</param>
/// <param name="Divergence">Where it parted from the recording; null when it did not.</param>
/// <param name="IsTorn">The recording was being written when its writer ended: it is whole up to where it stops.</param>
/// <param name="Crash">Why the recorded game could not go on; null when it could.</param>
public sealed record ReplayReport(string Game, ulong Steps, long Tick, string StateHash, ReplayDivergence? Divergence, bool IsTorn, string? Crash);

/// <summary>Runs a recording again, to its end or to a step.</summary>
public static class ReplayRunner
{
    /// <param name="until">Steps to run; null for all.</param>
    /// <param name="progress">Told of each step and of how far the file was read (0 to 1).</param>
    public static Result<ReplayReport, ReplayErrorCode> Run(string path, ulong? until, SessionOptions options, Action<ulong, double>? progress, CancellationToken cancellation)
    {
        if (!Replay.Open(path, options).TryGet(out var replay, out var fault))
        {
            return fault;
        }

        using (replay)
        {
            while (!cancellation.IsCancellationRequested && (until is null || replay.Step < until))
            {
                if (!replay.Next().TryGet(out var goesOn, out fault))
                {
                    return fault;
                }

                if (!goesOn)
                {
                    break;
                }

                progress?.Invoke(replay.Step, (double)replay.File.Reader.EndBytes / Math.Max(1, replay.File.Reader.LengthBytes));
            }

            var session = replay.Session;
            return new ReplayReport(session.Id, replay.Step, session.Tick, HashSpec.Resolve("*", session.Arena).Value.Compute(), replay.Divergence, replay.File.Reader.IsTorn, session.Crash);
        }
    }
}
