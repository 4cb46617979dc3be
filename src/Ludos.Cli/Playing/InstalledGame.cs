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

        using var workplace = Workplace.Open(out _);
        if (workplace is null)
        {
            return GameSession.Open(named, options);
        }

        if (workplace.Installed.Find(named).TryGet(out var record, out var fault)
            && RegistryClient.Open(workplace.Folder, new Uri(record.Registry), workplace.Http).TryGet(out var client, out fault)
            && OpenedSet.Open(workplace.Installed, client, record, workplace.KeysOf(client), Workplace.Now).TryGet(out var set, out fault))
        {
            return GameSession.Open(set, options);
        }

        return fault.Code == InstallErrorCode.NotInstalled
            ? new Fault<GameErrorCode>(GameErrorCode.NotFound, $"Nothing lies at {Path.GetFullPath(named)}, and no {named} is installed.", $"Name a game folder, a module folder, a .gmod or a .wasm cart, or install it: ./ludos install {named}.")
            : new Fault<GameErrorCode>(fault.Code == InstallErrorCode.NotTrusted ? GameErrorCode.Untrusted : GameErrorCode.BadModule, fault.Message, fault.Mend);
    }
}
