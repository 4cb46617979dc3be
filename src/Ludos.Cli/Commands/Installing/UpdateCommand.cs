using System.CommandLine;
using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Cli.Playing;
using Ludos.Distribution;

namespace Ludos.Cli.Commands.Installing;

/// <summary>Updates what is installed; <c>outdated</c> is the same look without the change.</summary>
internal static class UpdateCommand
{
    private static readonly Argument<string?> Name = new("name") { Description = "What to update; default all that is installed.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> Check = new("--check") { Description = "Only look; exit 1 when something is outdated." };
    private static readonly Option<string[]> Mirror = Workplace.MirrorOption();
    private static readonly Option<bool> Pre = new("--pre") { Description = "Take prereleases too." };
    private static readonly Option<bool> Live = new("--live") { Description = "Have the running game fetch it while it plays, and switch to it." };
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Build()
    {
        var command = new Command("update", "Bring what is installed up to date.") { Name, Check, Live, Mirror, Pre, Json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(Live) && (result.GetValue(Check) || result.GetValue(Pre) || result.GetValue(Mirror) is { Length: > 0 }))
            {
                result.AddError("--live goes without --check, --mirror and --pre: the running game fetches by itself.");
            }
        });
        command.SetAction((parsed, cancellation) => parsed.GetValue(Live)
            ? LiveUpdate.Run(parsed.GetValue(Name), parsed.GetValue(Json), cancellation)
            : parsed.GetValue(Check)
            ? OutdatedCommand.Look(parsed.GetValue(Name), parsed.GetValue(Pre), parsed.GetValue(Json))
            : Run(parsed));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed)
    {
        using var signals = new StopSignals();
        using var workplace = Workplace.Open(out var exitCode);
        if (workplace is null)
        {
            return exitCode;
        }

        if (!Sets(workplace, parsed.GetValue(Name)).TryGet(out var sets, out var fault))
        {
            return Workplace.Tell(fault);
        }

        foreach (var set in sets)
        {
            if (!(await workplace.Registry(new Uri(set.Registry), signals.Token)).TryGet(out var client, out fault))
            {
                return Workplace.Tell(fault);
            }

            var bar = new TransferBar();
            var request = new InstallRequest(set.Name, Open(set.Current.Roots))
            {
                KeepLocked = false,
                AllowPrereleases = parsed.GetValue(Pre),
                Mirrors = [.. workplace.Mirrors(parsed.GetValue(Mirror))],
                KeyOf = workplace.KeysOf(client),
                Progress = new DownloadBar(bar),
            };
            if (!(await bar.Run(workplace.Installer(client).Install(request, signals.Token))).TryGet(out var report, out fault))
            {
                return Workplace.Tell(fault);
            }

            SetOutput.Tell(set.Name, report, parsed.GetValue(Json));
        }

        if (sets.IsEmpty && !parsed.GetValue(Json))
        {
            Console.WriteLine("Nothing is installed.");
        }

        return ExitCode.Ok;
    }

    /// <summary>An installed version that was named exactly is let go: updating means leaving it.</summary>
    public static ImmutableArray<Modules.Dependency> Open(ImmutableArray<Modules.Dependency> roots) =>
        [.. roots.Select(root => root.Range is { HasLowerAndUpperBounds: true, IsMinInclusive: true, IsMaxInclusive: true } range && range.MinVersion == range.MaxVersion ? InstallCommand.Wish(root.Id)! : root)];

    /// <summary>The named set, or all of them.</summary>
    public static Result<ImmutableArray<SetRecord>, InstallErrorCode> Sets(Workplace workplace, string? name)
    {
        if (name is not null)
        {
            return workplace.Installed.Find(name).TryGet(out var one, out var missing) ? ImmutableArray.Create(one) : missing;
        }

        if (!workplace.Installed.List().TryGet(out var all, out var fault))
        {
            return fault;
        }

        foreach (var (_, record) in all)
        {
            if (record.Fault is { } damaged)
            {
                return damaged;
            }
        }

        return all.Select(set => set.Record.Value).ToImmutableArray();
    }
}
