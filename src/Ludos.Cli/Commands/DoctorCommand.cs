using System.CommandLine;
using Ludos.Cli.Output;
using Ludos.Cli.Setup;
using Spectre.Console;

namespace Ludos.Cli.Commands;

/// <summary>Lists every optional engine: found or missing, version, what works without it, what installs it.</summary>
internal static class DoctorCommand
{
    public static Command Build()
    {
        var json = CommonOptions.Json();
        var command = new Command("doctor", "List optional engines: found or missing, what works without them, what installs them.") { json };
        command.SetAction(parsed =>
        {
            var statuses = Tool.All.Select(ToolStatus.Probe).ToList();
            if (parsed.GetValue(json))
            {
                Json.Print(statuses.Select(status => new { status.Tool.Name, Found = status.IsFound, status.Version, status.Path, status.Tool.Use, status.Tool.Without, Install = status.IsFound ? null : status.InstallCommand }));
            }
            else
            {
                Print(statuses);
            }

            return ExitCode.Ok;
        });
        return command;
    }

    private static void Print(List<ToolStatus> statuses)
    {
        var table = new Table { Border = TableBorder.None, ShowHeaders = false }.AddColumns("", "", "");
        foreach (var status in statuses)
        {
            table.AddRow(
                status.IsFound ? "[green]found[/]" : "[yellow]missing[/]",
                Markup.Escape(status.Tool.Name),
                Markup.Escape(status.IsFound ? status.Version ?? status.Path! : $"{status.Tool.Use}. Without it: {status.Tool.Without}. Install: {status.InstallCommand}"));
        }

        Terminal.Answers.Write(table);
    }
}
