using System.CommandLine;
using System.Globalization;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Runtime.Observability;

namespace Ludos.Cli.Commands;

/// <summary>Shows what the black box of a game that ended without closing knows of its last moments.</summary>
internal static class CrashCommand
{
    private const int DefaultLines = 20;
    private const string MomentFormat = "yyyy-MM-dd HH:mm:ss.fff";

    private static readonly Argument<string?> File = new("file") { Description = "A black box; none takes the newest of a lost game.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<int> Lines = new("--lines") { Description = "How many of its last lines.", DefaultValueFactory = _ => DefaultLines };
    private static readonly Option<bool> List = new("--list") { Description = "List the lost games instead." };
    private static readonly Option<bool> AsJson = CommonOptions.Json();

    public static Command Build()
    {
        var command = new Command("crash", "Show the last moments of a game that ended without closing.") { File, Lines, List, AsJson };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        if (parsed.GetValue(File) is { } path)
        {
            return Read(path, parsed);
        }

        if (!LostGames.Folder().TryGet(out var folder, out var fault))
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return ExitCode.ResourceUnavailable;
        }

        var lost = LostGames.Find(folder);
        if (parsed.GetValue(List))
        {
            Enumerate(lost, parsed.GetValue(AsJson));
            return ExitCode.Ok;
        }

        if (lost is [var newest, ..])
        {
            return Show(newest.Path, newest.Report, parsed);
        }

        if (parsed.GetValue(AsJson))
        {
            Json.Print<object?>(null);
        }
        else
        {
            Console.WriteLine("No game was lost.");
        }

        return ExitCode.Ok;
    }

    private static int Read(string path, ParseResult parsed)
    {
        if (BlackBoxReader.Read(path).TryGet(out var report, out var fault))
        {
            return Show(path, report, parsed);
        }

        Terminal.Error(fault.Message);
        Terminal.Hint(fault.Mend);
        return ExitCode.InputRefused;
    }

    private static void Enumerate(IReadOnlyList<LostGame> lost, bool json)
    {
        if (json)
        {
            Json.Print(lost.Select(game => new { game.Path, game.Report.Game, game.Report.ProcessId, game.Report.LastSignUtc, game.Report.Tick }));
            return;
        }

        Console.WriteLine(lost.Count == 0 ? "No game was lost." : string.Join('\n', lost.Select(game => $"{Moment(game.Report.LastSignUtc)}  {game.Report.Game}, tick {game.Report.Tick}  {game.Path}")));
    }

    private static int Show(string path, CrashReport report, ParseResult parsed)
    {
        var shown = report with { Lines = [.. report.Lines.TakeLast(Math.Max(0, parsed.GetValue(Lines)))] };
        if (parsed.GetValue(AsJson))
        {
            Json.Print(new { Path = path, State = report.State.ToString(), Phase = report.Phase.ToString(), Report = shown });
            return ExitCode.Ok;
        }

        var end = report.IsAlive ? "is running" : report.State == BoxState.Closed ? "closed" : "ended without closing";
        Console.WriteLine($"{report.Game} (process {report.ProcessId}) {end}, after {report.Tick} ticks.");
        Console.WriteLine($"  opened          {Moment(report.OpenedUtc)} UTC, Ludos {report.Build}");
        Console.WriteLine($"  last sign       {Moment(report.LastSignUtc)} UTC, {report.State.ToString().ToLowerInvariant()}");
        Console.WriteLine($"  in the tick     {Where(report)}");
        foreach (var (name, count) in report.Counters)
        {
            Console.WriteLine($"  {name,-15} {count.ToString(CultureInfo.InvariantCulture)}");
        }

        Console.WriteLine($"  last {shown.Lines.Count} of {report.Lines.Count} lines:");
        foreach (var line in shown.Lines)
        {
            Console.WriteLine($"    {line.Utc.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)} [tick {line.Tick}] {line.Text.ReplaceLineEndings(" ")}");
        }

        Terminal.Hint($"The black box is {path}.");
        return ExitCode.Ok;
    }

    private static string Where(CrashReport report) => report.Phase switch
    {
        TickPhase.BetweenTicks => "between two ticks",
        TickPhase.Unit => $"unit {report.Unit} of tick {report.Tick}",
        TickPhase.Boundary => $"changing code before tick {report.Tick}",
        TickPhase.Input => $"folding input of tick {report.Tick}",
        _ => $"closing tick {report.Tick}",
    };

    private static string Moment(DateTimeOffset utc) => utc.ToString(MomentFormat, CultureInfo.InvariantCulture);
}
