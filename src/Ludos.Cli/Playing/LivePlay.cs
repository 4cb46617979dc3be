using Ludos.Cli.Output;
using Ludos.Platform.Processes;
using Ludos.Runtime;
using Ludos.Runtime.Control;
using Ludos.Web;

namespace Ludos.Cli.Playing;

/// <summary>A session in real time with its web view and control socket, until it is stopped or Ctrl+C.</summary>
internal static class LivePlay
{
    public static int Run(GameSession session, LiveOptions options, CancellationToken cancellation)
    {
        session.Events += Announce;
        if (!WebHost.Start(session, new WebOptions { Port = options.Port, Dev = options.Dev }).TryGet(out var web, out var webFault))
        {
            Terminal.Error(webFault.Message);
            Terminal.Hint(webFault.Mend);
            return ExitCode.ResourceUnavailable;
        }

        using (web)
        {
            // Whoever may reach the control socket is this user, so each question gets an address that opens the page.
            if (!ControlServer.Start(session, () => [KeyValuePair.Create("address", web.NewUrl())]).TryGet(out var control, out var controlFault))
            {
                Terminal.Error(controlFault.Message);
                Terminal.Hint(controlFault.Mend);
                return ExitCode.ResourceUnavailable;
            }

            using (control)
            {
                session.StartRealtime();
                Console.WriteLine($"Playing {session.Name} at {web.Url}");
                Terminal.Info("Ctrl+C stops it.");
                if (options.OpenBrowser && !BrowserLauncher.TryOpen(new Uri(web.Url)))
                {
                    Terminal.Hint("No browser could be opened from here; open the address above in one.");
                }

                if (options.Stream && session.Updates.Begin() is { } notBegun)
                {
                    Terminal.Hint($"Nothing is streamed in: {notBegun}");
                }

                return WaitForTheEnd(session, cancellation);
            }
        }
    }

    private static int WaitForTheEnd(GameSession session, CancellationToken cancellation)
    {
        try
        {
            session.Stopped.Wait(cancellation);
            return ExitCode.Ok;
        }
        catch (OperationCanceledException)
        {
            session.Stop();
            return ExitCode.Interrupted;
        }
    }

    private static void Announce(SessionEvent happened)
    {
        if (happened.Kind is SessionEventKind.Crashed or SessionEventKind.UnitFault or SessionEventKind.ModuleStopped or SessionEventKind.Swap or SessionEventKind.Watch or SessionEventKind.Update)
        {
            var module = happened.Module.Length == 0 || happened.Text.StartsWith(happened.Module, StringComparison.Ordinal) ? "" : happened.Module + ": ";
            Terminal.Info($"[tick {happened.Tick}] {module}{happened.Text}");
        }
    }
}
