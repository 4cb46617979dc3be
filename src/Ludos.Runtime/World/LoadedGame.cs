using System.Collections.Immutable;

namespace Ludos.Runtime.World;

/// <summary>A game whose modules are compiled and checked against each other, not yet given memory.</summary>
internal sealed record LoadedGame(
    string Id,
    string Name,
    string Folder,
    ImmutableArray<LoadedModule> Modules,
    ScreenSource? Screen,
    AudioSource? Audio)
{
    /// <summary>game.json as it was read; null for a game that is one module.</summary>
    public byte[]? Definition { get; init; }

    /// <summary>Where the player is, for what is fetched while the game plays; null where game.json does not say.</summary>
    public GameInterest? Interest { get; init; }
}
