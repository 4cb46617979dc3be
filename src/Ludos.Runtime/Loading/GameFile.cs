using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Runtime.Loading;

/// <summary>Reads game.json strictly: an unknown or missing field is a fault that names it.</summary>
internal static class GameFile
{
    public const string FileName = "game.json";
    public const int MaxFileBytes = 256 * 1024;
    public const int MaxModules = 256;
    public const int MaxScreenSide = 4_096;
    public const int MaxNameLength = 200;

    /// <summary>The rate that recordings and the web view play at.</summary>
    public const int SampleRateHz = 44_100;

    private const int MaxDepth = 8;
    private const int MaxFramesPerTick = 4_410;
    private const string Mend = "docs/reference/game.md shows every field.";

    public static Result<GameDefinition, GameErrorCode> Parse(ReadOnlySpan<byte> text, string name)
    {
        if (text.Length > MaxFileBytes)
        {
            return new Fault<GameErrorCode>(GameErrorCode.BadGame, $"{name} has {text.Length:N0} bytes; at most {MaxFileBytes:N0} are read.", Mend);
        }

        try
        {
            using var document = JsonDocument.Parse(text.ToArray(), new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
            return Read(new GameFields(document.RootElement, ""));
        }
        catch (JsonException error)
        {
            return Bad($"it is not JSON (line {(error.LineNumber ?? 0) + 1}): {error.Message}");
        }
        catch (GameFieldException error)
        {
            return Bad(error.Message);
        }
        catch (InvalidOperationException)
        {
            return Bad("a text in it is not valid Unicode");
        }

        Fault<GameErrorCode> Bad(string why) => new(GameErrorCode.BadGame, $"{name}: {why.TrimEnd('.')}.", Mend);
    }

    private static GameDefinition Read(GameFields root)
    {
        root.Allow("id", "name", "modules", "mods", "screen", "audio", "interest");
        var id = root.Text("id", MaxNameLength);
        var screen = root.Child("screen");
        var audio = root.Child("audio");
        var interest = root.Child("interest");
        return new GameDefinition(
            id,
            root.Has("name") ? root.Text("name", MaxNameLength) : id,
            root.Texts("modules", MaxModules, isRequired: true),
            root.Texts("mods", MaxModules, isRequired: false),
            screen is null ? null : ReadScreen(screen),
            audio is null ? null : ReadAudio(audio),
            interest is null ? null : ReadInterest(interest));
    }

    private static ScreenDefinition ReadScreen(GameFields screen)
    {
        screen.Allow("region", "width", "height", "format");
        var format = screen.Text("format", MaxNameLength);
        return format == "rgba8"
            ? new ScreenDefinition(screen.Text("region", MaxNameLength), screen.Number("width", 1, MaxScreenSide), screen.Number("height", 1, MaxScreenSide))
            : throw new GameFieldException($"\"screen.format\" is \"{format}\"; the one format is \"rgba8\"");
    }

    private static GameInterest ReadInterest(GameFields interest)
    {
        interest.Allow("region", "x", "y");
        return new GameInterest(interest.Text("region", MaxNameLength), interest.Text("x", MaxNameLength), interest.Text("y", MaxNameLength));
    }

    private static AudioDefinition ReadAudio(GameFields audio)
    {
        audio.Allow("region", "sampleRateHz", "framesPerTick");
        return new AudioDefinition(
            audio.Text("region", MaxNameLength),
            audio.Number("sampleRateHz", SampleRateHz, SampleRateHz),
            audio.Number("framesPerTick", 1, MaxFramesPerTick));
    }
}
