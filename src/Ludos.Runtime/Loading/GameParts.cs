using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Runtime.Loading;

/// <summary>What a game's folder is made of, for who publishes it.</summary>
public static class GameParts
{
    /// <summary>Folders and files of its modules, then of its mods, relative to the game's folder.</summary>
    /// <param name="folder">Holds game.json.</param>
    public static Result<ImmutableArray<string>, GameErrorCode> Of(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var path = Path.Combine(folder, GameFile.FileName);
        if (new FileInfo(path) is { Exists: true, Length: > GameFile.MaxFileBytes } file)
        {
            return new Fault<GameErrorCode>(GameErrorCode.BadGame, $"{path} has {file.Length} bytes; at most {GameFile.MaxFileBytes} are read.");
        }

        return GameFile.Parse(File.ReadAllBytes(path), path).TryGet(out var game, out var fault) ? ImmutableArray.Create<string>([.. game.Modules, .. game.Mods]) : fault;
    }
}
