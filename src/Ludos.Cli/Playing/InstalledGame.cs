using Ludos.Base;
using Ludos.Cli.Commands.Installing;
using Ludos.Distribution;
using Ludos.Modules;
using Ludos.Runtime;

namespace Ludos.Cli.Playing;

/// <summary>What a person names when they play: a path, or what is installed. A path wins, so that a game's own folder is played while it is worked on.</summary>
internal static class InstalledGame
{
    public static Result<GameSession, GameErrorCode> Open(string named, SessionOptions options)
    {
        if (!ModuleIds.IsId(named) || File.Exists(named) || Directory.Exists(named))
        {
            return GameSession.Open(named, options);
        }

        var workplace = Workplace.Open(out _);
        if (workplace is null)
        {
            return GameSession.Open(named, options);
        }

        if (workplace.Installed.Find(named).TryGet(out var record, out var fault)
            && RegistryClient.Open(workplace.Folder, new Uri(record.Registry), workplace.Http).TryGet(out var client, out fault)
            && OpenedSet.Open(workplace.Installed, client, record, workplace.KeysOf(client), Workplace.Now).TryGet(out var set, out fault))
        {
            return GameSession.Open(set, options with { Update = UpdateOf(workplace, named) });
        }

        workplace.Dispose();
        return fault.Code == InstallErrorCode.NotInstalled
            ? new Fault<GameErrorCode>(GameErrorCode.NotFound, $"Nothing lies at {Path.GetFullPath(named)}, and no {named} is installed.", $"Name a game folder, a module folder, a .gmod or a .wasm cart, or install it: ./ludos install {named}.")
            : new Fault<GameErrorCode>(fault.Code == InstallErrorCode.NotTrusted ? GameErrorCode.Untrusted : GameErrorCode.BadModule, fault.Message, fault.Mend);
    }

    /// <summary>Where the game's next version comes from while it plays; null where nothing can be kept in the data folder, and then it plays without.</summary>
    /// <param name="workplace">Disposed with what is returned, or here.</param>
    private static InstalledUpdate? UpdateOf(Workplace workplace, string named)
    {
        if (Quarantine.Open(workplace.Folder).TryGet(out var quarantine, out _))
        {
            return new InstalledUpdate(workplace.Installed, workplace, quarantine, named, workplace.Folder, UpdateCommand.Open, workplace.KeysOf, () => Workplace.Now);
        }

        workplace.Dispose();
        return null;
    }
}
