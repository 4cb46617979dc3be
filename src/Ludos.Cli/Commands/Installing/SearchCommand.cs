using System.CommandLine;
using System.Text.Json;
using Ludos.Cli.Output;
using Ludos.Cli.Playing;
using Spectre.Console;

namespace Ludos.Cli.Commands.Installing;

/// <summary>Looks for modules in a registry.</summary>
internal static class SearchCommand
{
    private const int DefaultTake = 20;
    private const int MaxTake = 100;

    private static readonly Argument<string[]> Words = new("words") { Description = "Words of the id, name, description or publisher; none lists all.", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string?> Registry = Workplace.RegistryOption();
    private static readonly Option<int> Take = new("--take") { Description = "How many, 1 to 100.", DefaultValueFactory = _ => DefaultTake };
    private static readonly Option<int> Skip = new("--skip") { Description = "How many to pass over." };
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Build()
    {
        var command = new Command("search", "Look for modules in a registry.") { Words, Registry, Take, Skip, Json };
        command.SetAction((parsed, cancellation) => Run(parsed));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed)
    {
        if (parsed.GetValue(Take) is < 1 or > MaxTake || parsed.GetValue(Skip) < 0)
        {
            Terminal.Error($"--take takes 1 to {MaxTake}, --skip 0 or more.");
            Terminal.Hint("See 'ludos search --help'.");
            return ExitCode.Usage;
        }

        using var signals = new StopSignals();
        using var workplace = Workplace.Open(out var exitCode);
        if (workplace?.Address(parsed.GetValue(Registry), null, out exitCode) is not { } address)
        {
            return exitCode;
        }

        if (!(await workplace.Registry(address, signals.Token)).TryGet(out var client, out var fault))
        {
            return Workplace.Tell(fault);
        }

        var found = await client.Api.Search(string.Join(' ', parsed.GetValue(Words) ?? []), parsed.GetValue(Skip), parsed.GetValue(Take), signals.Token);
        if (!found.TryGet(out var body, out var refused))
        {
            Terminal.Error(refused.Message);
            Terminal.Hint(refused.Mend);
            return ExitCode.ResourceUnavailable;
        }

        return Print(body, parsed.GetValue(Json));
    }

    private static int Print(byte[] body, bool json)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var modules = document.RootElement.GetProperty("modules");
            if (json)
            {
                Output.Json.Print(new { Total = document.RootElement.GetProperty("total").GetInt64(), Modules = modules });
                return ExitCode.Ok;
            }

            if (modules.GetArrayLength() == 0)
            {
                Console.WriteLine("Nothing was found.");
                return ExitCode.Ok;
            }

            var table = new Table { Border = TableBorder.None };
            table.AddColumns("MODULE", "VERSION", "KIND", "PUBLISHER", "ABOUT");
            foreach (var module in modules.EnumerateArray())
            {
                table.AddRow([.. new[] { "id", "latest", "kind", "publisher", "name" }.Select(field => new Text(Shown(module, field)))]);
            }

            Terminal.Answers.Write(table);
            return ExitCode.Ok;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            Terminal.Error("The registry's answer is not a list of modules.");
            return ExitCode.InputRefused;
        }
    }

    /// <summary>The registry's words, fit for a terminal.</summary>
    private static string Shown(JsonElement module, string field) =>
        module.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? string.Concat(value.GetString()!.Where(c => !char.IsControl(c))) : "";
}
