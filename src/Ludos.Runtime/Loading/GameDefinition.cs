using System.Collections.Immutable;

namespace Ludos.Runtime.Loading;

/// <summary>What game.json says. Folders are relative to the game's own.</summary>
internal sealed record GameDefinition(
    string Id,
    string Name,
    ImmutableArray<string> Modules,
    ImmutableArray<string> Mods,
    ScreenDefinition? Screen,
    AudioDefinition? Audio,
    GameInterest? Interest);

internal sealed record ScreenDefinition(string Region, int Width, int Height);

internal sealed record AudioDefinition(string Region, int SampleRateHz, int FramesPerTick);
