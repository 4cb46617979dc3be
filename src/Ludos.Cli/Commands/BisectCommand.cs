using System.CommandLine;
using System.Globalization;
using Ludos.Cli.Output;
using Ludos.Cli.Playing;
using Ludos.Runtime;

namespace Ludos.Cli.Commands;

/// <summary>Names the first moment, region, element and field in which two recordings differ.</summary>
internal static class BisectCommand
{
    public static Command Build()
    {
        var a = new Argument<string>("a") { Description = "A recording: .lrec." };
        var b = new Argument<string>("b") { Description = "Another of the same game." };
        var dev = new Option<bool>("--dev") { Description = "Run module bytes that only the recordings carry." };
        var tier = CommonOptions.WasmTier();
        var json = CommonOptions.Json();
        var command = new Command("bisect", "Name the first difference between two recordings.") { a, b, dev, tier, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(a), parsed.GetRequiredValue(b), ReplayCommand.Options(parsed.GetValue(dev), parsed.GetValue(tier)), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string a, string b, SessionOptions options, bool json)
    {
        var progress = new StepProgress();
        var ran = Bisect.Run(a, b, options, (file, step) => progress.Show($"{file}: {step:N0} ticks"));
        progress.Clear();
        if (!ran.TryGet(out var report, out var fault))
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return ReplayCommand.ExitCodeOf(fault.Code);
        }

        if (json)
        {
            Json.Print(report);
        }
        else
        {
            foreach (var line in Lines(report))
            {
                Console.WriteLine(line);
            }

            foreach (var note in report.Notes)
            {
                Terminal.Info(note);
            }
        }

        return report.Difference is null ? ExitCode.Ok : ExitCode.Failed;
    }

    private static IEnumerable<string> Lines(BisectReport report)
    {
        if (report.StepsWithoutHashes > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{report.StepsWithoutHashes} steps could not be compared: they were recorded without hashes.");
        }

        if (report.Difference is not { } difference)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"No difference in {Math.Min(report.StepsA, report.StepsB)} steps.");
            yield break;
        }

        yield return string.Create(CultureInfo.InvariantCulture, $"step {difference.Step}, tick {difference.Tick}, region {difference.Regions[0]}, epoch {difference.EpochA} and {difference.EpochB}");
        if (difference.Field is { } field)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{field.Region}[{field.Element}].{field.Field}{(field.Count == 1 ? "" : $"[{field.Index}]")}: {field.A} and {field.B}");
        }

        if (difference.Problem is { } problem)
        {
            yield return problem;
        }

        if (difference.Regions.Count > 1)
        {
            yield return $"also: {string.Join(", ", difference.Regions.Skip(1))}";
        }
    }
}
