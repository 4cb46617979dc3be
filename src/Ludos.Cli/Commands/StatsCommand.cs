using System.CommandLine;
using System.Globalization;
using Ludos.Cli.Commands.Installing;
using Ludos.Cli.Output;
using Ludos.Runtime.Observability;

namespace Ludos.Cli.Commands;

/// <summary>Prints a running game's counters, straight from its black box.</summary>
internal static class StatsCommand
{
    public static Command Build()
    {
        var pid = RunningGames.PidOption();
        var json = CommonOptions.Json();
        var command = new Command("stats", "Print what a running game has counted.") { pid, json };
        command.SetAction(parsed => Run(parsed.GetValue(pid), parsed.GetValue(json)));
        return command;
    }

    private static int Run(int? pid, bool json)
    {
        if (!RunningGames.Pick(pid).TryGet(out var game, out var fault))
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return ExitCode.ResourceUnavailable;
        }

        if (!LostGames.Folder().TryGet(out var folder, out var unreadable) || LostGames.OfProcess(folder, game.ProcessId) is not { } report)
        {
            Terminal.Error(unreadable?.Message ?? $"The game of process {game.ProcessId} keeps no black box.");
            Terminal.Hint("It says why in its trace; the folder of the user's data must be writable.");
            return ExitCode.ResourceUnavailable;
        }

        var stream = RunningGames.Ask(game, "status").TryGet(out var status, out _) ? status["stream"] : null;
        if (json)
        {
            Json.Print(new { report.Game, report.ProcessId, State = report.State.ToString(), report.Tick, report.Counters, Stream = stream });
            return ExitCode.Ok;
        }

        Console.WriteLine($"{report.Game} (process {report.ProcessId}), {report.State.ToString().ToLowerInvariant()}");
        foreach (var (name, count) in report.Counters)
        {
            Console.WriteLine($"  {name,-15} {count.ToString(CultureInfo.InvariantCulture),15}");
        }

        if (LiveUpdate.Line(stream) is { } line)
        {
            Console.WriteLine(line);
        }

        return ExitCode.Ok;
    }
}
