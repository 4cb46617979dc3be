using System.CommandLine;
using Ludos.Cli.Output;
using Ludos.Distribution;
using Ludos.Modules;
using NuGet.Versioning;

namespace Ludos.Cli.Commands.Installing;

/// <summary>Takes a published version back.</summary>
internal static class YankCommand
{
    public static Command Build()
    {
        var module = new Argument<string>("module") { Description = "Id of a module of yours." };
        var version = new Argument<string>("version") { Description = "The version to take back." };
        var reason = new Option<string>("--reason") { Description = "Why: shown to who has it.", Required = true };
        var (registry, json) = (Workplace.RegistryOption(), CommonOptions.Json());
        var command = new Command("yank", "Take a published version back. It is chosen for nobody any more, and stays where a lock names it.") { module, version, reason, registry, json };
        command.SetAction((parsed, _) => Run(parsed.GetRequiredValue(module), parsed.GetRequiredValue(version), parsed.GetRequiredValue(reason), parsed.GetValue(registry), parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> Run(string module, string text, string reason, string? registry, bool json)
    {
        if (!ModuleIds.IsId(module) || !SemanticVersion.TryParse(text, out var version) || reason.Length is 0 or > DistributionLimits.MaxReasonLength || reason.Any(char.IsControl))
        {
            Terminal.Error($"A module's id, a version and a reason of up to {DistributionLimits.MaxReasonLength} characters are needed.");
            Terminal.Hint("./ludos yank shoal.neon 1.2.0 --reason \"crashes on load\"");
            return ExitCode.Usage;
        }

        return await PublisherLogin.With(registry, async (_, _, publisher, signals) =>
        {
            if (await publisher.Yank(module, version, reason, signals.Token) is { } refused)
            {
                return Workplace.Tell(refused);
            }

            if (json)
            {
                Json.Print(new { Module = module, Version = version.ToFullString(), Reason = reason });
            }
            else
            {
                Console.WriteLine($"{module} {version} is taken back.");
            }

            return ExitCode.Ok;
        });
    }
}
