using System.CommandLine;
using System.Text.Json.Nodes;
using Ludos.Base;
using Ludos.Runtime.Control;

namespace Ludos.Cli.Commands;

/// <summary>Picks which running game a command means, and asks it.</summary>
internal static class RunningGames
{
    public static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(5);

    public static Option<int?> PidOption() => new("--pid") { Description = "Process number of the game, when several run (see 'ludos ps')." };

    public static Result<RunningGame, ControlErrorCode> Pick(int? pid)
    {
        if (!ControlClient.List().TryGet(out var games, out var fault))
        {
            return fault;
        }

        if (pid is not null)
        {
            return games.FirstOrDefault(game => game.ProcessId == pid) is { } named
                ? named
                : new Fault<ControlErrorCode>(ControlErrorCode.NotRunning, $"No game runs as process {pid}.", "'ludos ps' lists those that do.");
        }

        return games.Count switch
        {
            0 => new Fault<ControlErrorCode>(ControlErrorCode.NotRunning, "No game is running.", "Start one with 'ludos play'."),
            1 => games[0],
            _ => new Fault<ControlErrorCode>(ControlErrorCode.Ambiguous, $"{games.Count} games are running.", "Name one with --pid; 'ludos ps' lists them."),
        };
    }

    public static Result<JsonObject, ControlErrorCode> Ask(RunningGame game, string operation, TimeSpan? timeout = null) =>
        ControlClient.Ask(game, new JsonObject { ["op"] = operation }, timeout ?? ShortTimeout);
}
