using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Ludos.Cli.Output;
using Ludos.Runtime.Control;

namespace Ludos.Cli.Commands;

/// <summary>Replaces a module of a running game while it runs, or returns to the version before.</summary>
internal static class SwapCommand
{
    /// <summary>A swap compiles, instantiates and proves the new code before it answers.</summary>
    private static readonly TimeSpan SwapTimeout = TimeSpan.FromSeconds(60);

    public static Command Build()
    {
        var module = new Argument<string>("module") { Description = "Id of the module, such as shoal.flock." };
        var file = new Argument<string?>("file") { Description = "Module folder, .gmod or .wasm with the new code.", Arity = ArgumentArity.ZeroOrOne };
        var back = new Option<bool>("--back") { Description = "Return to the version before." };
        var dev = new Option<bool>("--dev") { Description = "Accept an unsigned .gmod." };
        var pid = RunningGames.PidOption();
        var json = CommonOptions.Json();
        var command = new Command("swap", "Replace a module of a running game while it runs.") { module, file, back, dev, pid, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(file) is null != result.GetValue(back))
            {
                result.AddError("Name the file with the new code, or --back, and not both.");
            }
        });
        command.SetAction(parsed =>
        {
            var request = parsed.GetValue(back)
                ? new JsonObject { ["op"] = "rollback", ["module"] = parsed.GetRequiredValue(module) }
                : new JsonObject { ["op"] = "swap", ["module"] = parsed.GetRequiredValue(module), ["path"] = Path.GetFullPath(parsed.GetValue(file)!), ["dev"] = parsed.GetValue(dev) };
            return Run(request, parsed.GetValue(back) ? "rolledBack" : "promoted", parsed.GetValue(pid), parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(JsonObject request, string asked, int? pid, bool json)
    {
        if (!RunningGames.Pick(pid).TryGet(out var game, out var notFound))
        {
            Terminal.Error(notFound.Message);
            Terminal.Hint(notFound.Mend);
            return notFound.Code == ControlErrorCode.Ambiguous ? ExitCode.Usage : ExitCode.ResourceUnavailable;
        }

        if (!ControlClient.Ask(game, request, SwapTimeout).TryGet(out var report, out var fault))
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return fault.Code == ControlErrorCode.Refused ? ExitCode.InputRefused : ExitCode.ResourceUnavailable;
        }

        var outcome = Text(report, "outcome");
        if (json)
        {
            Json.Print(report);
        }
        else
        {
            Print(report, outcome, asked);
        }

        return outcome == asked ? ExitCode.Ok : ExitCode.Failed;
    }

    private static void Print(JsonObject report, string outcome, string asked)
    {
        var versions = $"{Text(report, "fromVersion")} -> {Text(report, "toVersion")}";
        if (outcome == "promoted")
        {
            Console.WriteLine($"{Text(report, "module")} {versions}: live since tick {Text(report, "flipTick")} (prepared in {Milliseconds(report, "prepareMs")} ms, worst pause {Milliseconds(report, "pauseMs")} ms).");
            return;
        }

        if (outcome == asked)
        {
            Console.WriteLine($"{Text(report, "module")} {versions}: the code before runs again.");
            return;
        }

        Terminal.Error($"{Text(report, "module")} {versions}: {(outcome == "refused" ? "refused" : "rolled back")}. {Text(report, "reason")}");
        foreach (var difference in report["differences"]?.AsArray() ?? [])
        {
            Terminal.Info($"  {difference}");
        }
    }

    private static string Milliseconds(JsonObject report, string field) => (report[field]?.GetValue<double>() ?? 0).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Text(JsonObject report, string field) => report[field]?.ToString() ?? "";
}
