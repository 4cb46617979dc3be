using System.CommandLine;
using System.CommandLine.Help;
using Ludos.Cli.Commands;
using Ludos.Cli.Commands.Distribution;
using Ludos.Cli.Commands.Installing;
using Ludos.Cli.Commands.Receipts;
using Ludos.Cli.Commands.Wasm;
using Ludos.Cli.Output;

namespace Ludos.Cli;

/// <summary>The command tree, and the two rules that hold for all of it: usage errors exit 2, and no stack trace reaches the user.</summary>
internal static class CommandLine
{
    public static int Run(string[] args)
    {
        var root = Build();
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            foreach (var error in parsed.Errors)
            {
                Terminal.Error(error.Message);
            }

            Terminal.Hint($"See 'ludos {parsed.CommandResult.Command.Name} --help'.".Replace("ludos ludos", "ludos", StringComparison.Ordinal));
            return ExitCode.Usage;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Terminal.Error(error.Message);
            return ExitCode.ResourceUnavailable;
        }
        catch (Exception error) when (Environment.GetEnvironmentVariable("LUDOS_TRACE") is null)
        {
            Terminal.Error($"Ludos met something it did not expect: {error.GetType().Name}: {error.Message}");
            Terminal.Hint("This is a defect of Ludos. Run the same command with LUDOS_TRACE=1 to see where, and report it.");
            return ExitCode.Failed;
        }
    }

    private static RootCommand Build()
    {
        var root = new RootCommand("Ludos, a game operating system: games as modules in shared memory, swapped while they run.");
        foreach (var command in All())
        {
            root.Subcommands.Add(command);
        }

        foreach (var option in root.Options)
        {
            if (option is HelpOption { Action: HelpAction action } help)
            {
                help.Action = new HelpWithExamples(action);
            }
        }

        return root;
    }

    private static IEnumerable<Command> All() =>
    [
        BenchCommand.Build(),
        BisectCommand.Build(),
        CrashCommand.Build(),
        DoctorCommand.Build(),
        ExecuteCommand.Build(),
        GcCommand.Build(),
        InspectCommand.Build(),
        InstallCommand.Build(),
        KeeperCommand.Build(),
        KeysCommand.Build(),
        LayoutCommand.Build(),
        ListCommand.Build(),
        LoginCommand.Build(),
        NewCommand.Build(),
        OutdatedCommand.Build(),
        PackCommand.Build(),
        PlayCommand.Build(),
        PsCommand.Build(),
        PublishCommand.Build(),
        RegistryCommand.Build(),
        RemoveCommand.Build(),
        ReceiptsCommand.Build(),
        ReplayCommand.Build(),
        ResumeCommand.Build(),
        RollbackCommand.Build(),
        SearchCommand.Build(),
        StatsCommand.Build(),
        StopCommand.Build(),
        SwapCommand.Build(),
        TestCommand.Build(),
        TimelineCommand.Build(),
        TufClientCommand.Build(),
        UpdateCommand.Build(),
        VerifyCommand.Build(),
        VersionCommand.Build(),
        WasmCommand.Build(),
        WatCommand.Build(),
        YankCommand.Build(),
        WhyCommand.Build(),
    ];
}
