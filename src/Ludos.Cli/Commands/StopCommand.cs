using System.CommandLine;
using Ludos.Cli.Output;
using Ludos.Runtime.Control;

namespace Ludos.Cli.Commands;

/// <summary>Stops one running game, or all of this user's.</summary>
internal static class StopCommand
{
    public static Command Build()
    {
        var pid = new Argument<int?>("pid") { Description = "Process number; may be left out when one game runs.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Stop every running game." };
        var command = new Command("stop", "Stop a running game.") { pid, all };
        command.SetAction(parsed => Run(parsed.GetValue(pid), parsed.GetValue(all)));
        return command;
    }

    private static int Run(int? pid, bool all)
    {
        IReadOnlyList<RunningGame> games;
        if (all)
        {
            var listed = ControlClient.List();
            if (!listed.TryGet(out games!, out var listFault))
            {
                Terminal.Error(listFault.ToString());
                return ExitCode.ResourceUnavailable;
            }
        }
        else if (RunningGames.Pick(pid).TryGet(out var game, out var fault))
        {
            games = [game];
        }
        else
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return fault.Code == ControlErrorCode.Ambiguous ? ExitCode.Usage : ExitCode.ResourceUnavailable;
        }

        var failed = false;
        foreach (var game in games)
        {
            if (RunningGames.Ask(game, "stop").TryGet(out _, out var refused))
            {
                Console.WriteLine($"Stopped {game.ProcessId}.");
            }
            else
            {
                Terminal.Error(refused.ToString());
                failed = true;
            }
        }

        return failed ? ExitCode.Failed : ExitCode.Ok;
    }
}
