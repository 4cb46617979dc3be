using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Runtime;
using Ludos.Runtime.Control;
using Spectre.Console;

namespace Ludos.Cli.Commands;

/// <summary>Shows where a running game stands on its timeline, and moves it.</summary>
internal static class TimelineCommand
{
    /// <summary>A minute of ticks may run before the answer.</summary>
    private static readonly TimeSpan MoveTimeout = TimeSpan.FromMinutes(2);

    private static readonly Argument<string?> Game = new("game") { Description = "Id or process number of the game; may be left out when one runs.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> Pause = new("--pause") { Description = "Hold the game." };
    private static readonly Option<bool> Resume = new("--resume") { Description = "Let it go on; from an older tick, on a branch of its own." };
    private static readonly Option<int?> Step = new("--step") { Description = "Go on by so many ticks and hold; negative goes back." };
    private static readonly Option<long?> To = new("--to") { Description = "Go to this tick of the branch and hold." };
    private static readonly Option<string?> Branch = new("--branch") { Description = "Go to the newest tick of this branch; where there is none of the name, begin it here." };
    private static readonly Option<bool> List = new("--list") { Description = "List branches, and what happened in the kept ticks." };

    public static Command Build()
    {
        var json = CommonOptions.Json();
        var command = new Command("timeline", "Go back to older ticks of a running game, and on from there.") { Game, Pause, Resume, Step, To, Branch, List, json };
        command.Validators.Add(result =>
        {
            bool[] asked = [result.GetValue(Pause), result.GetValue(Resume), result.GetValue(Step) is not null, result.GetValue(To) is not null, result.GetValue(Branch) is not null];
            if (asked.Count(isAsked => isAsked) > 1)
            {
                result.AddError("Ask for one of --pause, --resume, --step, --to and --branch at a time.");
            }

            if (result.GetValue(Step) is < -SessionTimeline.MaxSteps or > SessionTimeline.MaxSteps)
            {
                result.AddError($"--step takes a number of ticks from -{SessionTimeline.MaxSteps} to {SessionTimeline.MaxSteps}.");
            }

            if (result.GetValue(To) < 0)
            {
                result.AddError("--to takes a tick, 0 or more.");
            }
        });
        command.SetAction(parsed => Run(RequestOf(parsed), parsed.GetValue(Game), parsed.GetValue(List), parsed.GetValue(json)));
        return command;
    }

    private static JsonObject RequestOf(ParseResult parsed)
    {
        var request = new JsonObject { ["op"] = "timeline" };
        if (parsed.GetValue(Pause) || parsed.GetValue(Resume))
        {
            request["paused"] = parsed.GetValue(Pause);
        }

        if (parsed.GetValue(Step) is { } ticks)
        {
            request["step"] = ticks;
        }

        if (parsed.GetValue(To) is { } tick)
        {
            request["to"] = tick;
        }

        if (parsed.GetValue(Branch) is { } branch)
        {
            request["branch"] = branch;
        }

        return request;
    }

    private static int Run(JsonObject request, string? named, bool list, bool json)
    {
        if (!RunningGames.Pick(named).TryGet(out var game, out var notFound))
        {
            Terminal.Error(notFound.Message);
            Terminal.Hint(notFound.Mend);
            return notFound.Code == ControlErrorCode.Ambiguous ? ExitCode.Usage : ExitCode.ResourceUnavailable;
        }

        if (!ControlClient.Ask(game, request, MoveTimeout).TryGet(out var answer, out var fault))
        {
            Terminal.Error(fault.Message);
            Terminal.Hint(fault.Mend);
            return fault.Code == ControlErrorCode.Refused ? ExitCode.Failed : ExitCode.ResourceUnavailable;
        }

        if (json)
        {
            Json.Print(answer);
            return ExitCode.Ok;
        }

        Print(answer);
        if (answer["notMoved"]!.AsArray() is { Count: > 0 } notMoved)
        {
            Terminal.Hint($"A process outside writes {string.Join(", ", notMoved.Select(region => region!.ToString()))}: what it wrote last stays.");
        }

        if (list && answer["whyOff"] is null)
        {
            PrintBranches(answer);
            PrintMarks(answer);
        }

        return ExitCode.Ok;
    }

    private static void Print(JsonObject answer)
    {
        var place = $"{Text(answer, "game")} is {Text(answer, "state")} at tick {Text(answer, "tick")}";
        if (answer["whyOff"] is { } whyOff)
        {
            Console.WriteLine($"{place}. {whyOff}");
            return;
        }

        var isBehind = Number(answer, "tick") < Number(answer, "lastTick");
        Console.WriteLine($"{place} of {Text(answer, "branch")}, which is kept from {Text(answer, "firstTick")} to {Text(answer, "lastTick")}.{(isBehind ? " What runs next begins a branch." : "")}");
    }

    private static void PrintBranches(JsonObject answer)
    {
        var table = new Table { Border = TableBorder.None };
        table.AddColumns("BRANCH", "FROM", "TICKS", "");
        var branches = answer["branches"]!.AsArray().Select(branch => branch!.AsObject()).ToList();
        foreach (var branch in branches)
        {
            var from = branches.Find(other => Number(other, "id") == Number(branch, "fromId"));
            table.AddRow([.. new[]
            {
                Text(branch, "name"),
                from is null ? "" : $"{Text(from, "name")} at {Text(branch, "fromTick")}",
                $"{Text(branch, "fromTick")} to {Text(branch, "lastTick")}",
                branch["isCurrent"]!.GetValue<bool>() ? "here" : "",
            }.Select(cell => new Text(cell))]);
        }

        Terminal.Answers.Write(table);
    }

    private static void PrintMarks(JsonObject answer)
    {
        foreach (var mark in answer["marks"]!.AsArray().Select(mark => mark!.AsObject()))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"tick {Text(mark, "tick")}: {Text(mark, "text")}"));
        }
    }

    private static long Number(JsonObject answer, string field) => answer[field]!.GetValue<long>();

    private static string Text(JsonObject answer, string field) => answer[field]?.ToString() ?? "";
}
