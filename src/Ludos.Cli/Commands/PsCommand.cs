using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Ludos.Cli.Output;
using Ludos.Runtime.Control;
using Spectre.Console;

namespace Ludos.Cli.Commands;

/// <summary>Lists this user's running games.</summary>
internal static class PsCommand
{
    public static Command Build()
    {
        var json = CommonOptions.Json();
        var command = new Command("ps", "List running games.") { json };
        command.SetAction(parsed => Run(parsed.GetValue(json)));
        return command;
    }

    private static int Run(bool json)
    {
        if (!ControlClient.List().TryGet(out var games, out var fault))
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return ExitCode.ResourceUnavailable;
        }

        var rows = new List<(int ProcessId, JsonObject Status)>();
        foreach (var game in games)
        {
            // A game that ends between the listing and the question is simply not listed.
            if (RunningGames.Ask(game, "status").TryGet(out var status, out _))
            {
                rows.Add((game.ProcessId, status));
            }
        }

        if (json)
        {
            Json.Print(rows.Select(row => new { Pid = row.ProcessId, Status = row.Status }));
        }
        else if (rows.Count == 0)
        {
            Console.WriteLine("No game is running.");
        }
        else
        {
            Print(rows);
        }

        return ExitCode.Ok;
    }

    private static void Print(List<(int ProcessId, JsonObject Status)> rows)
    {
        var table = new Table { Border = TableBorder.None };
        table.AddColumns("PID", "GAME", "STATE", "TICK", "P99 MS", "MISSED", "ADDRESS", "SOCKET");
        foreach (var (processId, status) in rows)
        {
            table.AddRow([.. new[] { $"{processId}", Text(status, "name"), Text(status, "state"), Text(status, "tick"), Milliseconds(status), Text(status, "missedTicks"), Text(status, "address"), Text(status, "arena") }.Select(cell => new Text(cell))]);
        }

        Terminal.Answers.Write(table);
    }

    private static string Milliseconds(JsonObject status) => (status["tickP99Ms"]?.GetValue<double>() ?? 0).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Text(JsonObject status, string field) => status[field]?.ToString() ?? "";
}
