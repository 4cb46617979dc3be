using System.CommandLine;
using System.CommandLine.Parsing;
using Ludos.Cli.Output;
using Ludos.Platform;
using Ludos.Platform.Time;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Distribution;

/// <summary>The process that holds the user's keys. Hidden: it is started when keys are needed.</summary>
internal static class KeeperCommand
{
    public static Command Build()
    {
        var idle = new Option<int>("--idle-seconds")
        {
            Description = "End after so long without a request.",
            DefaultValueFactory = _ => (int)KeeperOptions.DefaultIdleAfter.TotalSeconds,
        };
        idle.Validators.Add(CheckPositive);
        var command = new Command(KeeperProgram.CommandName, "Hold this user's keys until nothing is asked any more.") { idle };
        command.Hidden = true;
        command.SetAction(parsed => Run(TimeSpan.FromSeconds(parsed.GetValue(idle))));
        return command;
    }

    private static void CheckPositive(OptionResult result)
    {
        if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out var seconds) || seconds <= 0))
        {
            result.AddError("--idle-seconds is a whole number above 0.");
        }
    }

    private static int Run(TimeSpan idleAfter)
    {
        if (!KeeperPaths.OfUser().TryGet(out var paths, out var fault))
        {
            return KeyFaults.Tell(fault);
        }

        var clock = new EntitlementClock(new WallClock(), new MonotonicClock());
        var options = new KeeperOptions { Clock = new MonotonicClock(), Now = () => clock.Now, IdleAfter = idleAfter };
        return KeeperProcess.Run(paths, options, () => Console.Out.WriteLine(KeeperProgram.ReadyLine)) is { } ended ? KeyFaults.Tell(ended) : ExitCode.Ok;
    }
}
