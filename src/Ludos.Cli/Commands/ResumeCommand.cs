using System.CommandLine;
using System.Globalization;
using Ludos.Cli.Output;
using Ludos.Cli.Playing;
using Ludos.Platform;
using Ludos.Runtime;
using Ludos.Runtime.Headless;
using Ludos.Wasm;

namespace Ludos.Cli.Commands;

/// <summary>Goes on with a world that a journal kept.</summary>
internal static class ResumeCommand
{
    private static readonly Argument<string> Folder = new("folder") { Description = "The folder that was given to 'ludos play --journal'." };
    private static readonly Option<bool> NoOpen = new("--no-open") { Description = "Print the address; do not open a browser." };
    private static readonly Option<int> Port = new("--port") { Description = "Port of the web view on 127.0.0.1; 0 takes any free one." };
    private static readonly Option<bool> Dev = new("--dev") { Description = "Run module bytes that only the journal carries; accept files dropped on the page." };
    private static readonly Option<bool> Headless = new("--headless") { Description = "No web view; end after --frames." };
    private static readonly Option<long> Frames = new("--frames") { Description = "Headless: how many ticks more.", DefaultValueFactory = _ => HeadlessOptions.DefaultFrames };
    private static readonly Option<string?> Input = new("--input") { Description = "Headless: input script, JSON lines; ticks are the world's." };
    private static readonly Option<string[]> Record = new("--record") { Description = "A file to record into, as with play." };
    private static readonly Option<BoundsTier> WasmTier = CommonOptions.WasmTier();
    private static readonly Option<string?> Hash = new("--hash") { Description = "Headless: regions to hash after the last tick, or *." };

    public static Command Build()
    {
        var command = new Command("resume", "Go on with a world that a journal kept.") { Folder, NoOpen, Port, Dev, Headless, Frames, Input, Record, Hash, WasmTier };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(Headless) && (result.GetValue(Input) is not null || result.GetValue(Hash) is not null))
            {
                result.AddError("--input and --hash go with --headless.");
            }

            if (result.GetValue(Frames) < 0)
            {
                result.AddError("--frames takes a number of ticks, 0 or more.");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var headless = parsed.GetValue(Headless);
        using var codeCache = UserCodeCache.OpenOrTell(wanted: true);
        var options = new SessionOptions { Clock = new MonotonicClock(), CodeCache = codeCache, WasmTier = parsed.GetValue(WasmTier), Dev = parsed.GetValue(Dev), PersistDisk = !headless, RunUnattended = headless, TimelineBytes = headless ? 0 : SessionOptions.DefaultTimelineBytes };
        if (!WorldResume.Open(parsed.GetRequiredValue(Folder), options).TryGet(out var world, out var fault))
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return fault.Code == DurabilityErrorCode.Unavailable ? ExitCode.ResourceUnavailable : ExitCode.InputRefused;
        }

        using (world.Session)
        using (var signals = new StopSignals())
        {
            Terminal.Info(string.Create(CultureInfo.InvariantCulture, $"{world.Session.Name} goes on from tick {world.Tick}.{(world.TornBytes > 0 ? $" {world.TornBytes} bytes behind it were being written when it ended." : "")}"));
            var record = parsed.GetValue(Record) ?? [];
            var live = new LiveOptions(parsed.GetValue(Port), !parsed.GetValue(NoOpen), parsed.GetValue(Dev));
            var run = new HeadlessOptions
            {
                Frames = world.Tick + parsed.GetValue(Frames),
                InputScriptPath = parsed.GetValue(Input),
                RecordPaths = record,
                HashSpec = parsed.GetValue(Hash),
                ShowProgress = Terminal.IsInteractive,
            };
            var result = SessionPlay.Run(world.Session, world.Journal, headless ? [] : record, recordState: false, () => headless
                ? HeadlessRunner.Run(world.Session, run, Console.Out, Console.Error, signals.Token)
                : LivePlay.Run(world.Session, live, signals.Token));
            return signals.ExitCode != 0 ? signals.ExitCode : result;
        }
    }
}
