using Ludos.Base;
using Ludos.Modules;
using Ludos.Projections.Wasm4;
using Ludos.Projections.Wasm4.Loading;
using Ludos.Projections.Wasm4.Sound;
using Ludos.Runtime.World;

namespace Ludos.Runtime.Loading;

/// <summary>Finds where a game's picture and sound lie, and holds what game.json says of them against the regions that are there.</summary>
internal static class GameSurfaces
{
    private const int BytesPerPixel = 4;

    public static Result<LoadedGame, GameErrorCode> Attach(LoadedGame game, GameDefinition? definition)
    {
        if (game.Modules.Any(module => module.Prepared.Package.Manifest.Kind == ModuleKind.Wasm4))
        {
            return AttachCart(game);
        }

        ScreenSource? screen = null;
        AudioSource? audio = null;
        if (definition?.Screen is { } wanted)
        {
            var sizeBytes = (long)wanted.Width * wanted.Height * BytesPerPixel;
            if (Check(game, "screen", wanted.Region, sizeBytes, $"{wanted.Width} x {wanted.Height} pixels of 4 bytes") is { } problem)
            {
                return problem;
            }

            screen = new ScreenSource(ScreenFormat.Rgba8, wanted.Width, wanted.Height, wanted.Region, 0, (int)sizeBytes, null, 0, 0);
        }

        if (definition?.Audio is { } sound)
        {
            audio = new AudioSource(sound.Region, sound.SampleRateHz, sound.FramesPerTick);
            if (Check(game, "audio", sound.Region, audio.BytesPerTick, $"{sound.FramesPerTick} frames of {AudioSource.BytesPerFrame} bytes") is { } problem)
            {
                return problem;
            }
        }

        return definition?.Interest is { } interest && CheckInterest(game, interest) is { } unclear
            ? unclear
            : game with { Screen = screen, Audio = audio, Interest = definition?.Interest };
    }

    private static LoadedGame AttachCart(LoadedGame game) => game with
    {
        Screen = new ScreenSource(
            ScreenFormat.Wasm4, CartMemory.ScreenWidth, CartMemory.ScreenHeight, CartRegions.MemoryName, CartMemory.Framebuffer, CartMemory.FramebufferBytes, CartRegions.MemoryName, CartMemory.Palette, CartMemory.PaletteBytes),
        Audio = new AudioSource(CartRegions.AudioName, Synthesizer.SampleRateHz, Synthesizer.SamplesPerFrame),
    };

    private static Fault<GameErrorCode>? CheckInterest(LoadedGame game, GameInterest interest)
    {
        if (Check(game, "interest", interest.Region, 1, "an element") is { } problem)
        {
            return problem;
        }

        var schema = game.Modules.SelectMany(module => module.Prepared.Regions).First(region => region.Name == interest.Region);
        return new[] { interest.X, interest.Y }.FirstOrDefault(field => InterestReader.FieldOf(schema, field) is null) is { } wrong
            ? new Fault<GameErrorCode>(GameErrorCode.BadGame, $"game.json names field '{wrong}' of region '{interest.Region}' as its interest; it has no f32, f64 or i32 field of that name.", $"It has {string.Join(", ", schema.Fields.Select(field => field.Name))}.")
            : null;
    }

    private static Fault<GameErrorCode>? Check(LoadedGame game, string what, string name, long neededBytes, string needed)
    {
        var regions = game.Modules.SelectMany(module => module.Prepared.Regions).ToList();
        var region = regions.FirstOrDefault(candidate => candidate.Name == name);
        if (region is null)
        {
            return new Fault<GameErrorCode>(GameErrorCode.BadScreen, $"game.json names region '{name}' as its {what}, which no module declares.", $"The game has {string.Join(", ", regions.Select(candidate => candidate.Name))}.");
        }

        return region.SizeBytes < neededBytes
            ? new Fault<GameErrorCode>(GameErrorCode.BadScreen, $"The {what} needs {neededBytes:N0} bytes ({needed}); region '{name}' has {region.SizeBytes:N0}.", $"Let the region's capacity and \"{what}\" in game.json agree.")
            : null;
    }
}
