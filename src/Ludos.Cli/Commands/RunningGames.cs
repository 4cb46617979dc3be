using System.CommandLine;
using System.Globalization;
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

    /// <param name="named">Process number or id of the game; null for the only one.</param>
    public static Result<RunningGame, ControlErrorCode> Pick(string? named)
    {
        if (named is null || int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return Pick(named is null ? (int?)null : int.Parse(named, CultureInfo.InvariantCulture));
        }

        if (!ControlClient.List().TryGet(out var games, out var fault))
        {
            return fault;
        }

        var found = games.Where(game => Ask(game, "status").TryGet(out var status, out _) && status["id"]?.ToString() == named).ToList();
        return found.Count switch
        {
            0 => new Fault<ControlErrorCode>(ControlErrorCode.NotRunning, $"No game '{named}' is running.", "'ludos ps' lists those that do."),
            1 => found[0],
            _ => new Fault<ControlErrorCode>(ControlErrorCode.Ambiguous, $"{found.Count} games '{named}' are running.", "Name one by its process number; 'ludos ps' lists them."),
        };
    }

    public static Result<JsonObject, ControlErrorCode> Ask(RunningGame game, string operation, TimeSpan? timeout = null) =>
        ControlClient.Ask(game, new JsonObject { ["op"] = operation }, timeout ?? ShortTimeout);
}
