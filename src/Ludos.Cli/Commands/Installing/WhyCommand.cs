using System.CommandLine;
using Ludos.Cli.Output;
using Ludos.Distribution;

namespace Ludos.Cli.Commands.Installing;

/// <summary>Tells what needs an installed module.</summary>
internal static class WhyCommand
{
    public static Command Build()
    {
        var module = new Argument<string>("module") { Description = "Id of an installed module." };
        var json = CommonOptions.Json();
        var command = new Command("why", "Tell what needs an installed module.") { module, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(module), parsed.GetValue(json)));
        return command;
    }

    private static int Run(string module, bool json)
    {
        using var workplace = Workplace.Open(out var exitCode);
        if (workplace is null)
        {
            return exitCode;
        }

        if (!UpdateCommand.Sets(workplace, null).TryGet(out var sets, out var fault))
        {
            return Workplace.Tell(fault);
        }

        var reasons = sets.Where(set => set.Current.Find(module) is not null).Select(set => (Set: set, Chains: DependencyChains.To(set.Current, module))).ToArray();
        if (reasons.Length == 0)
        {
            Terminal.Error($"{module} is not installed, by itself or for anything else.");
            Terminal.Hint("'ludos list NAME' shows the modules of a set.");
            return ExitCode.InputRefused;
        }

        if (json)
        {
            Json.Print(reasons.Select(reason => new { Set = reason.Set.Name, Version = reason.Set.Current.Find(module)!.Version.ToFullString(), Chains = reason.Chains.Select(chain => chain.Select(step => new { step.Id, step.Range })) }));
            return ExitCode.Ok;
        }

        foreach (var (set, chains) in reasons)
        {
            Console.WriteLine($"{module} {set.Current.Find(module)!.Version} is in {set.Name}:");
            foreach (var chain in chains)
            {
                Console.WriteLine("  " + string.Join(" needs ", chain.Select((step, index) => index == 0 ? $"you asked for {step.Id} {step.Range}, which" : $"{step.Id} {step.Range}" + (index == chain.Count - 1 ? "" : ", which"))).Replace("which needs", "which needs", StringComparison.Ordinal));
            }
        }

        return ExitCode.Ok;
    }
}
