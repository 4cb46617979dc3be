using System.CommandLine;
using System.Globalization;
using Ludos.Cli.Output;
using Ludos.Runtime;
using Ludos.State;

namespace Ludos.Cli.Playing;

/// <summary>Runs an open session to its end, headless or live, and brings its journal and its recordings to the disk after it.</summary>
internal static class SessionPlay
{
    /// <param name="journal">Disposed once no tick runs any more; null where the world is not kept.</param>
    /// <param name="recordPaths">Live: session recordings to make.</param>
    /// <param name="run">Runs the session and returns the exit code.</param>
    public static int Run(GameSession session, SessionJournal? journal, IReadOnlyList<string> recordPaths, bool recordState, Func<int> run)
    {
        var recordings = new List<SessionRecording>();
        try
        {
            foreach (var path in recordPaths)
            {
                if (!SessionRecording.Begin(session, path, new RecorderOptions { WithState = recordState }).TryGet(out var recording, out var fault))
                {
                    Terminal.Error(fault.Message);
                    Terminal.Hint(fault.Mend);
                    return ExitCode.ResourceUnavailable;
                }

                recordings.Add(recording);
            }

            var result = run();
            session.Stop();
            session.Stopped.GetAwaiter().GetResult();
            return Math.Max(result, Finish(recordings));
        }
        finally
        {
            recordings.ForEach(recording => recording.Dispose());
            Close(journal);
        }
    }

    private static int Finish(List<SessionRecording> recordings)
    {
        foreach (var recording in recordings)
        {
            try
            {
                recording.Finish();
            }
            catch (IOException error)
            {
                Terminal.Error(error.Message);
                return ExitCode.ResourceUnavailable;
            }
        }

        return ExitCode.Ok;
    }

    private static void Close(SessionJournal? journal)
    {
        if (journal is null)
        {
            return;
        }

        journal.Dispose();
        if (journal.Status is { } status)
        {
            Terminal.Info(string.Create(CultureInfo.InvariantCulture, $"The journal has the world up to tick {status.AcknowledgedTick}.{(status.Problem is null ? "" : " " + status.Problem)}"));
        }
    }
}
