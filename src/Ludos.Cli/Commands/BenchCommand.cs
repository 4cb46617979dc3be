using System.CommandLine;
using Ludos.Cli.Output;
using Ludos.Platform.Processes;

namespace Ludos.Cli.Commands;

/// <summary>Runs bench/Ludos.Bench, which `./ludos` has just built, in a process of its own.</summary>
internal static class BenchCommand
{
    public static Command Build()
    {
        var names = new Argument<string[]>("name") { Description = "Benchmarks to run; none lists them.", Arity = ArgumentArity.ZeroOrMore };
        var json = CommonOptions.Json();
        var quick = new Option<bool>("--quick") { Description = "Smaller counts; checks still fail the run, bounds are only reported." };
        var rows = new Option<string?>("--row") { Description = "Of a benchmark with rows: only these, separated by commas.", HelpName = "rows" };
        var command = new Command("bench", "Measure against the stated bounds; exit 1 when one is missed.") { names, json, quick, rows };
        command.SetAction(parsed =>
        {
            var arguments = new List<string>(parsed.GetValue(names) ?? []);
            arguments.AddRange(arguments.Count == 0 ? ["--help"] : []);
            arguments.AddRange(parsed.GetValue(json) ? ["--json"] : []);
            arguments.AddRange(parsed.GetValue(quick) ? ["--quick"] : []);
            arguments.AddRange(parsed.GetValue(rows) is { Length: > 0 } named ? ["--row", named] : []);
            return Run(arguments);
        });
        return command;
    }

    public static int Run(IReadOnlyList<string> arguments)
    {
        if (!Checkout.Root().TryGet(out var root, out var fault))
        {
            Terminal.Error(fault.ToString());
            return ExitCode.ResourceUnavailable;
        }

        var program = Path.Combine(root, "artifacts", "bin", "Ludos.Bench", "release", "Ludos.Bench.dll");
        if (!File.Exists(program))
        {
            Terminal.Error($"{program} is missing.");
            Terminal.Hint("Run ./ludos bench from the checkout; it builds the benchmarks first.");
            return ExitCode.ResourceUnavailable;
        }

        if (!ChildProcess.Start("dotnet", [program, .. arguments]).TryGet(out var child, out var notStarted))
        {
            Terminal.Error(notStarted.ToString());
            return ExitCode.ResourceUnavailable;
        }

        using (child)
        {
            child.WaitForExit();
            return child.ExitCode;
        }
    }
}
