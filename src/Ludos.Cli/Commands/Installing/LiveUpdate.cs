using System.Text.Json.Nodes;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Runtime.Control;

namespace Ludos.Cli.Commands.Installing;

/// <summary>Has a running game stream its next version in, and shows how far it is until it has come to rest.</summary>
internal static class LiveUpdate
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly string[] OnItsWay = ["looking", "streaming", "waiting", "switching"];

    /// <param name="named">Id or process number of the game; null for the only one.</param>
    public static async Task<int> Run(string? named, bool json, CancellationToken cancellation)
    {
        if (!RunningGames.Pick(named).TryGet(out var game, out var fault))
        {
            return Tell(fault);
        }

        if (!RunningGames.Ask(game, "update").TryGet(out _, out fault))
        {
            return Tell(fault);
        }

        var bar = new TransferBar();
        if (!(await bar.Run(Follow(game, bar, cancellation))).TryGet(out var stream, out fault))
        {
            return Tell(fault);
        }

        if (json)
        {
            Json.Print(stream);
        }
        else
        {
            Print(stream);
        }

        return Text(stream, "stage") is "adopted" or "upToDate" or "nextStart" ? ExitCode.Ok
            : cancellation.IsCancellationRequested ? ExitCode.Interrupted
            : ExitCode.Failed;
    }

    /// <summary>One line for a stream on its way, or at rest with something to say; null otherwise.</summary>
    public static string? Line(JsonNode? status) => status is not JsonObject stream ? null : Text(stream, "stage") switch
    {
        "streaming" => $"{Versions(stream)}: {Number(stream, "percent"):0} %, {Rate(stream, "bytesPerSecond")} of {Rate(stream, "capBytesPerSecond")}. {Text(stream, "capText")}",
        "looking" => "Looking for a newer version.",
        "waiting" => $"{Versions(stream)}: {Number(stream, "percent"):0} %, waiting. {Text(stream, "problem")}",
        "switching" => $"{Versions(stream)}: all is here; it is checked and switched to. {Text(stream, "problem")}".TrimEnd(),
        "adopted" => $"{Versions(stream)}: plays, and is what is installed.",
        "nextStart" => $"{Versions(stream)}: is installed, and plays from the next start on. {Text(stream, "problem")}",
        "quarantined" => $"{Versions(stream)}: failed, and is in quarantine; {Text(stream, "fromVersion")} plays on. {Text(stream, "problem")}",
        "failed" => $"The update was given up. {Text(stream, "problem")}",
        _ => "What plays is the newest that may.",
    };

    private static async Task<Result<JsonObject, ControlErrorCode>> Follow(RunningGame game, TransferBar bar, CancellationToken cancellation)
    {
        while (true)
        {
            if (!RunningGames.Ask(game, "status").TryGet(out var status, out var fault))
            {
                return fault;
            }

            if (status["stream"] is JsonObject stream)
            {
                bar.Set(Line(stream) ?? "", Number(stream, "doneBytes"), Number(stream, "totalBytes"));
                if (!OnItsWay.Contains(Text(stream, "stage")) || cancellation.IsCancellationRequested)
                {
                    return stream;
                }
            }

            await Task.Delay(Look, CancellationToken.None);
        }
    }

    private static void Print(JsonObject stream)
    {
        var line = Line(stream) ?? "";
        if (Text(stream, "stage") is "quarantined" or "failed")
        {
            Terminal.Error(line);
        }
        else
        {
            Console.WriteLine(OnItsWay.Contains(Text(stream, "stage")) ? $"{line} It goes on without this command." : line);
        }
    }

    private static int Tell(Fault<ControlErrorCode> fault)
    {
        Terminal.Error(fault.Message);
        Terminal.Hint(fault.Mend);
        return fault.Code switch
        {
            ControlErrorCode.Refused => ExitCode.InputRefused,
            ControlErrorCode.Ambiguous => ExitCode.Usage,
            _ => ExitCode.ResourceUnavailable,
        };
    }

    private static string Versions(JsonObject stream) => $"{Text(stream, "set")} {Text(stream, "fromVersion")} -> {Text(stream, "toVersion")}".Trim();

    private static string Rate(JsonObject stream, string field) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Number(stream, field) / (1024 * 1024):0.0} MiB/s");

    private static double Number(JsonObject stream, string field) => stream[field]?.GetValue<double>() ?? 0;

    private static string Text(JsonObject stream, string field) => stream[field]?.ToString() ?? "";
}
