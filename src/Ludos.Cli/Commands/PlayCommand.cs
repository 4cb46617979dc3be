using System.CommandLine;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Cli.Playing;
using Ludos.Cli.Trusting;
using Ludos.Platform;
using Ludos.Runtime;
using Ludos.Runtime.Headless;
using Ludos.Runtime.Observability;
using Ludos.Trust;
using Ludos.Wasm;

namespace Ludos.Cli.Commands;

/// <summary>Plays a game folder, a module folder, a .gmod or a cartridge, in the browser or headless.</summary>
internal static class PlayCommand
{
    private const int FontBytes = 1_792;
    private const int MaxPort = 65_535;
    private const long BytesPerMiB = 1 << 20;

    private static readonly Argument<string> Path = new("path") { Description = "Game folder, module folder, .gmod, WASM-4 cartridge (.wasm), or the name of what is installed." };
    private static readonly Option<bool> NoOpen = new("--no-open") { Description = "Print the address; do not open a browser." };
    private static readonly Option<int> Port = new("--port") { Description = "Port of the web view on 127.0.0.1; 0 takes any free one." };
    private static readonly Option<bool> Dev = new("--dev") { Description = "Accept an unsigned .gmod and files dropped on the page." };
    private static readonly Option<string?> Trust = new("--trust") { Description = "A file of roots: whom to trust for signed modules in this run, besides those that you trust already." };
    private static readonly Option<bool> AllowDowngrade = new("--allow-downgrade") { Description = "Take a signed module that is older than one that was accepted before." };
    private static readonly Option<bool> Watch = new("--watch") { Description = "Rebuild and swap a module when its source is saved." };
    private static readonly Option<string[]> Mod = new("--mod") { Description = "Load a mod that the game ships; may be repeated." };
    private static readonly Option<string[]> Grant = new("--grant") { Description = "Let programs outside write this external region, or play (input); may be repeated." };
    private static readonly Option<string?> Font = new("--font") { Description = "8x8 font of 1,792 bytes for cartridges." };
    private static readonly Option<long> Timeline = new("--timeline") { Description = "MiB of memory for ticks that can be gone back to; 0 keeps none.", DefaultValueFactory = _ => SessionOptions.DefaultTimelineBytes / BytesPerMiB };
    private static readonly Option<bool> Headless = new("--headless") { Description = "No web view; end after --frames." };
    private static readonly Option<long> Frames = new("--frames") { Description = "Headless: how many ticks.", DefaultValueFactory = _ => HeadlessOptions.DefaultFrames };
    private static readonly Option<bool> Realtime = new("--realtime") { Description = "Headless: 60 ticks a second instead of as fast as it can." };
    private static readonly Option<string?> Input = new("--input") { Description = "Headless: input script, JSON lines." };
    private static readonly Option<string[]> Record = new("--record") { Description = "A file to record into: .lrec to replay; headless also .mp4, .png, name-%05d.png or .wav; may be repeated." };
    private static readonly Option<bool> RecordState = new("--record-state") { Description = "An .lrec also holds what each tick changed." };
    private static readonly Option<string?> Journal = new("--journal") { Description = "Keep the world in this folder, so that it survives a crash; ludos resume goes on with it." };
    private static readonly Option<string?> Hash = new("--hash") { Description = "Headless: regions to hash, such as memory:0xA0+6400, or *." };
    private static readonly Option<string?> At = new("--at") { Description = "Headless: after which ticks to print the hash, such as 1,60,600." };
    private static readonly Option<string?> Tones = new("--tones") { Description = "Headless: write each tone call as a JSON line." };

    private static readonly Option<bool> Stream = new("--stream") { Description = "Fetch a newer version of what is installed while it plays, and switch to it." };
    private static readonly Option<bool> NoWasmCache = new("--no-wasm-cache") { Description = "Compile all wasm anew; neither read nor keep compiled code." };
    private static readonly Option<BoundsTier> WasmTier = CommonOptions.WasmTier();
    private static readonly Option<string?> Markers = new("--markers") { Description = "Append the session's markers (LUDOS-MARK lines) to this file as they happen." };

    public static Command Build()
    {
        var command = new Command("play", "Play a game, in the browser or headless.")
        {
            Path, NoOpen, Port, Dev, Trust, AllowDowngrade, Watch, Mod, Grant, Font, Timeline, Headless, Frames, Realtime, Input, Record, RecordState, Journal, Hash, At, Tones, Markers, Stream, NoWasmCache, WasmTier,
        };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(Headless) && (result.GetValue(Realtime) || result.GetValue(Input) is not null || result.GetValue(Hash) is not null || result.GetValue(At) is not null || result.GetValue(Tones) is not null || (result.GetValue(Record) ?? []).Any(file => !IsRecording(file))))
            {
                result.AddError("--realtime, --input, --hash, --at, --tones, and --record of pictures and sound go with --headless.");
            }

            if (result.GetValue(Headless) && result.GetValue(Grant) is { Length: > 0 })
            {
                result.AddError("--grant goes without --headless: a headless game is not served to other programs.");
            }

            if (result.GetValue(Headless) && result.GetValue(Stream))
            {
                result.AddError("--stream goes without --headless.");
            }

            if (result.GetValue(Frames) < 0)
            {
                result.AddError("--frames takes a number of ticks, 0 or more.");
            }

            if (result.GetValue(Timeline) is < 0 or > SessionOptions.MaxTimelineBytes / BytesPerMiB)
            {
                result.AddError($"--timeline takes a number of MiB from 0 to {SessionOptions.MaxTimelineBytes / BytesPerMiB}.");
            }

            if (result.GetValue(Port) is < 0 or > MaxPort)
            {
                result.AddError($"--port takes a number from 0 to {MaxPort}.");
            }

            if (result.GetValue(At) is not null && result.GetValue(Hash) is null)
            {
                result.AddError("--at goes with --hash.");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var headless = parsed.GetValue(Headless);
        if (!TickList.Parse(parsed.GetValue(At)).TryGet(out var at, out var badList))
        {
            Terminal.Error(badList.ToString());
            return ExitCode.Usage;
        }

        ReadOnlyMemory<byte>? font = null;
        if (parsed.GetValue(Font) is { } fontPath)
        {
            if (new FileInfo(fontPath) is not { Exists: true, Length: FontBytes })
            {
                Terminal.Error(File.Exists(fontPath) ? $"{fontPath} has {new FileInfo(fontPath).Length} bytes; a font has exactly {FontBytes}: 224 glyphs of 8 bytes." : $"The font {fontPath} does not exist.");
                return ExitCode.InputRefused;
            }

            font = File.ReadAllBytes(fontPath);
        }

        if (!UserTrust.Open(parsed.GetValue(Trust), remember: true, parsed.GetValue(AllowDowngrade)).TryGet(out var trust, out var untrusted))
        {
            if (parsed.GetValue(Trust) is not null)
            {
                Terminal.Error(untrusted.Message);
                Terminal.Hint(untrusted.Mend);
                return ExitCode.InputRefused;
            }

            Terminal.Hint($"Signed modules are refused: {untrusted}");
        }

        using var codeCache = UserCodeCache.OpenOrTell(!parsed.GetValue(NoWasmCache));
        var options = new SessionOptions
        {
            Clock = new MonotonicClock(),
            Dev = parsed.GetValue(Dev),
            Trust = trust ?? new VerifierOptions(),
            Mods = parsed.GetValue(Mod) ?? [],
            Grants = parsed.GetValue(Grant) ?? [],
            Font = font,
            PersistDisk = !headless,
            Watch = parsed.GetValue(Watch) && !headless,
            RunUnattended = headless,
            CodeCache = codeCache,
            WasmTier = parsed.GetValue(WasmTier),
            BlackBoxFolder = BoxFolder(tellOfLostGames: !headless),
            TimelineBytes = headless ? 0 : parsed.GetValue(Timeline) * BytesPerMiB,
        };
        if (!InstalledGame.Open(parsed.GetRequiredValue(Path), options).TryGet(out var session, out var fault))
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return fault.Code == GameErrorCode.OutOfMemory ? ExitCode.ResourceUnavailable : ExitCode.InputRefused;
        }

        using (var markers = parsed.GetValue(Markers) is { } path ? new MarkerFile(path) : null)
        using (session)
        using (var signals = new StopSignals())
        {
            if (markers is not null)
            {
                session.Markers.Marked += markers.Write;
            }

            RecordUncaught(session);
            if (!Keep(parsed, session).TryGet(out var journal, out var unkept))
            {
                Terminal.Error(unkept.Message);
                Terminal.Hint(unkept.Mend);
                return unkept.Code == DurabilityErrorCode.Unavailable ? ExitCode.ResourceUnavailable : ExitCode.InputRefused;
            }

            var live = new LiveOptions(parsed.GetValue(Port), !parsed.GetValue(NoOpen), parsed.GetValue(Dev), parsed.GetValue(Stream));
            var result = SessionPlay.Run(session, journal.Journal, headless ? [] : parsed.GetValue(Record) ?? [], parsed.GetValue(RecordState), () => headless
                ? HeadlessRunner.Run(session, HeadlessOptionsOf(parsed, at), Console.Out, Console.Error, signals.Token)
                : LivePlay.Run(session, live, signals.Token));
            return signals.ExitCode != 0 ? signals.ExitCode : result;
        }
    }

    private static bool IsRecording(string file) => System.IO.Path.GetExtension(file).Equals(SessionRecording.Suffix, StringComparison.OrdinalIgnoreCase);

    private readonly record struct Kept(SessionJournal? Journal);

    private static Result<Kept, DurabilityErrorCode> Keep(ParseResult parsed, GameSession session) =>
        parsed.GetValue(Journal) is not { } folder ? new Kept(null)
        : SessionJournal.Begin(session, folder).TryGet(out var journal, out var fault) ? new Kept(journal)
        : fault;

    /// <summary>Null where the folder cannot be had: the game runs all the same, and its box ends with it.</summary>
    private static string? BoxFolder(bool tellOfLostGames)
    {
        if (!LostGames.Folder().TryGet(out var folder, out var fault))
        {
            Terminal.Hint($"No black box will be kept: {fault}");
            return null;
        }

        if (tellOfLostGames && LostGames.Find(folder) is [var newest, ..])
        {
            Terminal.Hint($"{newest.Report.Game} ended without closing at tick {newest.Report.Tick}. 'ludos crash' shows what its black box knows.");
        }

        return folder;
    }

    /// <summary>An exception that nothing catches ends the process; its black box is told first.</summary>
    private static void RecordUncaught(GameSession session) => AppDomain.CurrentDomain.UnhandledException += (_, uncaught) =>
        session.Box.Append(BoxRecordKind.Exception, session.Tick, uncaught.ExceptionObject.ToString());

    private static HeadlessOptions HeadlessOptionsOf(ParseResult parsed, IReadOnlyList<long> at) => new()
    {
        Frames = parsed.GetValue(Frames),
        InputScriptPath = parsed.GetValue(Input),
        RecordPaths = parsed.GetValue(Record) ?? [],
        RecordState = parsed.GetValue(RecordState),
        Realtime = parsed.GetValue(Realtime),
        HashSpec = parsed.GetValue(Hash),
        At = at,
        TonesPath = parsed.GetValue(Tones),
        ShowProgress = Terminal.IsInteractive,
    };
}
