using System.CommandLine;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Cli.Playing;
using Ludos.Distribution;
using Ludos.Modules;

namespace Ludos.Cli.Commands.Installing;

/// <summary>Installs a game or a tool with all that it needs.</summary>
internal static class InstallCommand
{
    private static readonly Argument<string> Module = new("module") { Description = "Id of the game or module; ID@VERSION or ID@RANGE for another than the newest." };
    private static readonly Option<string?> Registry = Workplace.RegistryOption();
    private static readonly Option<string[]> Mirror = Workplace.MirrorOption();
    private static readonly Option<bool> Pre = new("--pre") { Description = "Take prereleases too." };
    private static readonly Option<bool> Downgrade = new("--allow-downgrade") { Description = "Accept an older version than was accepted before." };
    private static readonly Option<string?> Locked = new("--locked") { Description = "Install exactly what this ludos.lock says, to the digest ('list NAME --lock FILE' writes one)." };
    private static readonly Option<bool> Json = CommonOptions.Json();

    public static Command Build()
    {
        var command = new Command("install", "Install a game or module with all that it needs.") { Module, Registry, Mirror, Pre, Downgrade, Locked, Json };
        command.SetAction((parsed, cancellation) => Run(parsed));
        return command;
    }

    /// <summary>Reads ID, ID@VERSION or ID@RANGE. A version alone means exactly that one.</summary>
    public static Dependency? Wish(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var id = at < 0 ? text : text[..at];
        var wanted = at < 0 ? "(,)" : text[(at + 1)..];
        if (at >= 0 && ManifestVersions.TryVersion(wanted, out _))
        {
            wanted = $"[{wanted}]";
        }

        return ModuleIds.IsId(id) && ManifestVersions.TryRange(wanted, out var range) ? new Dependency(id, range) : null;
    }

    private static async Task<int> Run(ParseResult parsed)
    {
        if (Wish(parsed.GetRequiredValue(Module)) is not { } wish)
        {
            Terminal.Error($"\"{parsed.GetRequiredValue(Module)}\" is not a module's id.");
            Terminal.Hint("Give an id such as shoal, or shoal@1.2.0. 'ludos search' finds ids.");
            return ExitCode.Usage;
        }

        if (!ReadLock(parsed.GetValue(Locked)).TryGet(out var locked, out var unread))
        {
            Terminal.Error(unread.Message);
            Terminal.Hint(unread.Mend);
            return ExitCode.InputRefused;
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

        var bar = new TransferBar();
        var request = new InstallRequest(wish.Id, locked?.Roots ?? [wish])
        {
            Exactly = locked,
            AllowPrereleases = parsed.GetValue(Pre),
            AllowDowngrade = parsed.GetValue(Downgrade),
            KeepLocked = false,
            Mirrors = [.. workplace.Mirrors(parsed.GetValue(Mirror))],
            KeyOf = workplace.KeysOf(client),
            Progress = new DownloadBar(bar),
        };
        if (!(await bar.Run(workplace.Installer(client).Install(request, signals.Token))).TryGet(out var report, out fault))
        {
            return Workplace.Tell(fault);
        }

        SetOutput.Tell(wish.Id, report, parsed.GetValue(Json));
        return ExitCode.Ok;
    }

    private static Result<Lockfile?, ModuleErrorCode> ReadLock(string? path)
    {
        if (path is null)
        {
            return (Lockfile?)null;
        }

        if (!File.Exists(path) || new FileInfo(path).Length > ResolutionLimits.MaxLockfileBytes)
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.Unreadable, $"{path} is not there, or too large for a lockfile.", "Name a file that 'ludos list NAME --lock FILE' wrote.");
        }

        return Lockfile.Parse(File.ReadAllBytes(path), path).TryGet(out var locked, out var fault) ? locked : fault;
    }
}
