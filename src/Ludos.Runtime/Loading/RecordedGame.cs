using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime.World;
using Ludos.State;
using Ludos.Trust;

namespace Ludos.Runtime.Loading;

/// <summary>What a log keeps of a game, so that it can be set up again: its modules in order, game.json, and a cart's font.</summary>
internal sealed record RecordedGame(
    string Id,
    string Name,
    string Folder,
    ImmutableArray<RecordedModule> Modules,
    byte[]? Definition,
    ReadOnlyMemory<byte>? Font)
{
    private const string CodeSuffix = ":code";
    private const string FontPart = ":font";
    private static readonly JsonSerializerOptions Strict = new() { MaxDepth = 4 };

    private sealed record About(string Folder, string[] Modules, byte[]? Definition);

    /// <summary>The regions that make up a session's world. What processes outside write lies beside it; the copies that units see are part of it.</summary>
    public static IEnumerable<Region> RegionsOf(GameSession session) =>
        session.Arena.Regions.Where(region => region.Schema is { HasExternalWriter: false, Kind: RegionKind.Fixed });

    /// <summary>How a log describes a session's world.</summary>
    public static LogDescription Describe(GameSession session, IEnumerable<Region> regions)
    {
        var game = session.Game;
        var about = new About(game.Folder, [.. session.World.Modules.Select(module => module.Id)], game.Definition);
        return new LogDescription(session.Arena.WorldId, game.Id, game.Name, JsonSerializer.SerializeToUtf8Bytes(about), [.. regions.Select(region => region.Schema)]);
    }

    /// <summary>All parts of a session's world, as they run now.</summary>
    public static IEnumerable<LogPart> PartsOf(GameSession session)
    {
        foreach (var part in session.World.Modules.SelectMany(PartsOf))
        {
            yield return part;
        }

        if (session.Options.Font is { } font)
        {
            yield return new LogPart(FontPart, "", "", font);
        }
    }

    /// <summary>A module's package, and the code that was swapped into it; without any, the second is empty.</summary>
    public static LogPart[] PartsOf(ModuleSeat seat)
    {
        var current = seat.Slot.CurrentModule.Package;
        var first = seat.Loaded.Prepared.Package;
        var verified = current.Verified;
        if (current.Files.IsEmpty)
        {
            return [new LogPart(seat.Id, seat.Loaded.Source, "", first.Verified.Bytes), Code(seat, verified.Digest == first.Verified.Digest ? null : current)];
        }

        // Bare wasm was swapped in: the package is what its files make, for there is one package of any files.
        var isBare = ModulePackage.IsWasm(verified.Bytes.Span);
        var package = isBare ? GmodWriter.Write(current.Files.Select(file => KeyValuePair.Create(file.Path, file.Bytes))).Value : verified.Bytes;
        var source = isBare || verified == first.Verified ? seat.Loaded.Source : verified.Name;
        return [new LogPart(seat.Id, source, "", package), Code(seat, isBare ? current : null)];
    }

    /// <summary>The bytes that were swapped in.</summary>
    public static LogPart SwappedPart(ModuleSeat seat)
    {
        var verified = seat.Slot.CurrentModule.Package.Verified;
        return new LogPart(ModulePackage.IsWasm(verified.Bytes.Span) ? seat.Id + CodeSuffix : seat.Id, verified.Name, "", verified.Bytes);
    }

    public static Result<RecordedGame, GameErrorCode> Read(LogDescription description, IReadOnlyDictionary<string, LogPart> parts)
    {
        About? about;
        try
        {
            about = JsonSerializer.Deserialize<About>(description.About.Span, Strict);
        }
        catch (JsonException error)
        {
            return Bad($"what it says about the game is not JSON ({error.Message})");
        }

        if (about is not { Folder: not null, Modules: { Length: > 0 and <= GameFile.MaxModules } })
        {
            return Bad("it does not say which modules the game has");
        }

        var modules = ImmutableArray.CreateBuilder<RecordedModule>();
        foreach (var id in about.Modules)
        {
            if (id is null || !parts.TryGetValue(id, out var package))
            {
                return Bad($"module '{id}' is not in it");
            }

            modules.Add(new RecordedModule(package, parts.TryGetValue(id + CodeSuffix, out var code) && !code.Content.IsEmpty ? code : null));
        }

        return new RecordedGame(
            description.Id, description.Name, about.Folder, modules.DrainToImmutable(), about.Definition,
            parts.TryGetValue(FontPart, out var font) ? (ReadOnlyMemory<byte>?)font.Content : null);

        static Fault<GameErrorCode> Bad(string why) => new(GameErrorCode.BadGame, $"The log cannot be run: {why}.", "Was it written by a game of Ludos?");
    }

    private static LogPart Code(ModuleSeat seat, ModulePackage? swapped) =>
        new(seat.Id + CodeSuffix, swapped?.Verified.Name ?? "", "", swapped?.Verified.Bytes ?? default);
}
