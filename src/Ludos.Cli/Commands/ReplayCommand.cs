using System.CommandLine;
using System.Globalization;
using Ludos.Cli.Output;
using Ludos.Cli.Playing;
using Ludos.Platform;
using Ludos.Runtime;
using Ludos.Wasm;

namespace Ludos.Cli.Commands;

/// <summary>Runs a recorded session again and says whether it comes to the same state.</summary>
internal static class ReplayCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("file") { Description = "A recording: .lrec." };
        var until = new Option<long?>("--until") { Description = "Stop after so many ticks of the recording." };
        var dev = new Option<bool>("--dev") { Description = "Run module bytes that only the recording carries." };
        var tier = CommonOptions.WasmTier();
        var json = CommonOptions.Json();
        var command = new Command("replay", "Run a recorded session again, to the same state.") { file, until, dev, tier, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(until) < 0)
            {
                result.AddError("--until takes a number of ticks, 0 or more.");
            }
        });
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file), (ulong?)parsed.GetValue(until), Options(parsed.GetValue(dev), parsed.GetValue(tier)), parsed.GetValue(json)));
        return command;
    }

    /// <summary>How a session is opened that only runs what was recorded.</summary>
    public static SessionOptions Options(bool dev, BoundsTier tier) => new() { Clock = new MonotonicClock(), WasmTier = tier, Dev = dev, RunUnattended = true, TimelineBytes = 0 };

    /// <summary>What a fault of a replay means to a script.</summary>
    public static int ExitCodeOf(ReplayErrorCode code) => code switch
    {
        ReplayErrorCode.Unavailable => ExitCode.ResourceUnavailable,
        _ => ExitCode.InputRefused,
    };

    private static int Run(string path, ulong? until, SessionOptions options, bool json)
    {
        using var signals = new StopSignals();
        var progress = new StepProgress();
        var ran = ReplayRunner.Run(path, until, options, (step, part) => progress.Show($"{step:N0} ticks, {part:P0}"), signals.Token);
        progress.Clear();
        if (!ran.TryGet(out var report, out var fault))
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return ExitCodeOf(fault.Code);
        }

        if (signals.ExitCode != 0)
        {
            return signals.ExitCode;
        }

        if (json)
        {
            Json.Print(report);
        }
        else
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Tick} {report.StateHash}"));
            Tell(report);
        }

        return report.Divergence is null ? ExitCode.Ok : ExitCode.Failed;
    }

    private static void Tell(ReplayReport report)
    {
        if (report.Divergence is { } divergence)
        {
            var where = divergence.Region.Length == 0 ? "" : $"region {divergence.Region}: ";
            Terminal.Error(string.Create(CultureInfo.InvariantCulture, $"Differs from the recording in step {divergence.Step} (tick {divergence.Tick}): {where}{divergence.What}."));
        }
        else
        {
            Terminal.Info(string.Create(CultureInfo.InvariantCulture, $"{report.Game}: {report.Steps} ticks ran as they were recorded.{(report.Crash is null ? "" : $" Then the game crashed, as it had: {report.Crash}")}"));
        }

        if (report.IsTorn)
        {
            Terminal.Hint("The recording was not closed; it ends where its writer did.");
        }
    }
}
