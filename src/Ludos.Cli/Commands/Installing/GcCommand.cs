using System.CommandLine;
using Ludos.Cli.Output;

namespace Ludos.Cli.Commands.Installing;

/// <summary>Frees what nothing installed needs.</summary>
internal static class GcCommand
{
    public static Command Build()
    {
        var json = CommonOptions.Json();
        var command = new Command("gc", "Free the space of what nothing installed needs.") { json };
        command.SetAction(parsed => Run(parsed.GetValue(json)));
        return command;
    }

    private static int Run(bool json)
    {
        using var workplace = Workplace.Open(out var exitCode);
        if (workplace is null)
        {
            return exitCode;
        }

        var beforeBytes = workplace.Installed.Store.StoredBytes;
        if (!workplace.Installed.Collect(Workplace.Now).TryGet(out var report, out var fault))
        {
            return Workplace.Tell(fault);
        }

        var leftBytes = workplace.Installed.Store.StoredBytes;
        if (json)
        {
            Json.Print(new { FreedBytes = beforeBytes - leftBytes, StoredBytes = leftBytes, Report = report });
        }
        else
        {
            Console.WriteLine($"Freed {beforeBytes - leftBytes} bytes; {leftBytes} are stored.");
        }

        return ExitCode.Ok;
    }
}
