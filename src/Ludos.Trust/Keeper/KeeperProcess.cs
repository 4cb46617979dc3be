using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Platform.Processes;
using Ludos.Platform.Time;

namespace Ludos.Trust;

/// <summary>A whole process that does nothing but keep keys.</summary>
public static class KeeperProcess
{
    private const long LookEveryNs = 10_000_000;

    private static readonly TimeSpan PredecessorPatience = TimeSpan.FromSeconds(5);

    /// <summary>Runs until nothing was asked for a while, or the process is told to end.</summary>
    /// <param name="ready">Called once it listens, or when another keeper already does.</param>
    /// <returns>Null at its normal end, and when another keeper serves already.</returns>
    public static Fault<KeyErrorCode>? Run(KeeperPaths paths, KeeperOptions options, Action ready)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(ready);
        if (Environment.GetEnvironmentVariable(KeeperProgram.DiagnosticsVariable) != "0")
        {
            return new Fault<KeyErrorCode>(KeyErrorCode.NotAllowed, $"A keeper runs only with {KeeperProgram.DiagnosticsVariable}=0: else any process of yours may ask .NET for its memory.", "It is started by itself when keys are needed; try ./ludos keys list.");
        }

        _ = ProcessSecrecy.TurnOn();
        _ = ProcessSecrecy.LeaveTerminal();
        if (!StartServer(paths, options).TryGet(out var server, out var fault))
        {
            if (fault.Code != KeyErrorCode.Exists)
            {
                return fault;
            }

            ready();
            return null;
        }

        using (server)
        {
            using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
            {
                context.Cancel = true;
                server.Dispose();
            });
            ready();
            server.WaitForEnd();
        }

        return null;
    }

    /// <summary>A keeper that is ending still holds the folder for a moment after it stopped listening.</summary>
    private static Result<KeeperServer, KeyErrorCode> StartServer(KeeperPaths paths, KeeperOptions options)
    {
        var untilNs = options.Clock.NowNs + (long)PredecessorPatience.TotalNanoseconds;
        var sleep = new PreciseSleep(options.Clock);
        while (true)
        {
            var server = KeeperServer.Start(paths, options);
            if (server.IsOk || server.Fault.Code != KeyErrorCode.Locked || options.Clock.NowNs > untilNs)
            {
                return server;
            }

            sleep.Until(options.Clock.NowNs + LookEveryNs);
        }
    }
}
