using System.CommandLine;
using Ludos.Cli.Output;

namespace Ludos.Cli.Commands.Installing;

/// <summary>Removes what is installed.</summary>
internal static class RemoveCommand
{
    public static Command Build()
    {
        var name = new Argument<string>("name") { Description = "What to remove." };
        var json = CommonOptions.Json();
        var command = new Command("remove", "Remove an installed game or module. 'ludos gc' frees its space.") { name, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(name), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string name, bool json)
    {
        using var workplace = Workplace.Open(out var exitCode);
        if (workplace is null)
        {
            return exitCode;
        }

        if (!workplace.Installed.Find(name).TryGet(out _, out var fault) && fault.Code != Ludos.Distribution.InstallErrorCode.Damaged)
        {
            return Workplace.Tell(fault);
        }

        if (!workplace.Installed.Lock(name).TryGet(out var turn, out fault))
        {
            return Workplace.Tell(fault);
        }

        using (turn)
        {
            if (workplace.Installed.Remove(turn) is { } failed)
            {
                return Workplace.Tell(failed);
            }
        }

        if (json)
        {
            Json.Print(new { Removed = name });
        }
        else
        {
            Console.WriteLine($"Removed {name}. 'ludos gc' frees its space.");
        }

        return ExitCode.Ok;
    }
}
