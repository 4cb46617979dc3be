using System.CommandLine;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Cli.Playing;
using Ludos.Distribution;
using Spectre.Console;

namespace Ludos.Cli.Commands.Installing;

/// <summary>Lists what has newer versions.</summary>
internal static class OutdatedCommand
{
    public static Command Build()
    {
        var name = new Argument<string?>("name") { Description = "What to look at; default all that is installed.", Arity = ArgumentArity.ZeroOrOne };
        var pre = new Option<bool>("--pre") { Description = "Count prereleases too." };
        var json = CommonOptions.Json();
        var command = new Command("outdated", "List installed modules that have newer versions; exit 1 when there are.") { name, pre, json };
        command.SetAction((parsed, cancellation) => Look(parsed.GetValue(name), parsed.GetValue(pre), parsed.GetValue(json)));
        return command;
    }

    public static async Task<int> Look(string? name, bool pre, bool json)
    {
        using var signals = new StopSignals();
        using var workplace = Workplace.Open(out var exitCode);
        if (workplace is null)
        {
            return exitCode;
        }

        if (!UpdateCommand.Sets(workplace, name).TryGet(out var sets, out var fault))
        {
            return Workplace.Tell(fault);
        }

        var rows = new List<OutdatedModule>();
        foreach (var set in sets)
        {
            if (!(await Of(workplace, set, pre, signals.Token)).TryGet(out var outdated, out fault))
            {
                return Workplace.Tell(fault);
            }

            rows.AddRange(outdated);
        }

        Print(rows, json);
        return rows.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    private static void Print(List<OutdatedModule> rows, bool json)
    {
        if (json)
        {
            Json.Print(rows);
        }
        else if (rows.Count == 0)
        {
            Console.WriteLine("All that is installed is up to date.");
        }
        else
        {
            var table = new Table { Border = TableBorder.None };
            table.AddColumns("SET", "MODULE", "INSTALLED", "UPDATE", "NEWEST");
            foreach (var row in rows)
            {
                table.AddRow([.. new[] { row.Set, row.Module, row.Installed, row.Update ?? "-", row.Newest ?? "-" }.Select(cell => new Text(cell))]);
            }

            Terminal.Answers.Write(table);
        }
    }

    private static async Task<Result<List<OutdatedModule>, InstallErrorCode>> Of(Workplace workplace, SetRecord set, bool pre, CancellationToken cancellation)
    {
        if (!(await workplace.Registry(new Uri(set.Registry), cancellation)).TryGet(out var client, out var fault))
        {
            return fault;
        }

        return await OutdatedModule.Find(client, set, UpdateCommand.Open(set.Current.Roots), pre, Workplace.Now, cancellation);
    }
}
