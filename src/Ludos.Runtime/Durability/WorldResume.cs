using Ludos.Base;
using Ludos.Runtime.Loading;
using Ludos.State;

namespace Ludos.Runtime;

/// <summary>Takes a world up again from its journal: same modules, same regions, and the clock goes on.</summary>
public static class WorldResume
{
    /// <summary>Opens the world that a folder keeps, and goes on keeping it there. No tick has run when this returns.</summary>
    /// <param name="options">As for a new game; mods and font are those that the world had.</param>
    /// <returns>The session, and its journal, which is disposed before it.</returns>
    public static Result<ResumedWorld, DurabilityErrorCode> Open(string folder, SessionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Directory.Exists(folder))
        {
            return new Fault<DurabilityErrorCode>(DurabilityErrorCode.NotFound, $"There is no folder {folder}.", "Name a folder that was given to 'ludos play --journal'.");
        }

        if (!SessionJournal.OpenFolder(folder).TryGet(out var opened, out var fault))
        {
            return fault;
        }

        if (!RecoveredWorld.Read(opened).TryGet(out var world, out var unread))
        {
            opened.Dispose();
            return SessionJournal.Refusal(unread);
        }

        if (!OpenSession(world, options).TryGet(out var session, out var bad))
        {
            opened.Dispose();
            return new Fault<DurabilityErrorCode>(bad.Code == GameErrorCode.OutOfMemory ? DurabilityErrorCode.Unavailable : DurabilityErrorCode.BadGame, bad.Message, bad.Mend);
        }

        if (!SessionJournal.Attach(session, opened, world).TryGet(out var journal, out fault))
        {
            session.Dispose();
            return fault;
        }

        return new ResumedWorld(session, journal, world.Tick, world.TornBytes);
    }

    private static Result<GameSession, GameErrorCode> OpenSession(RecoveredWorld world, SessionOptions options)
    {
        if (!RecordedGame.Read(world.Description, world.Parts).TryGet(out var game, out var fault)
            || !GameSession.Open(game, options with { Font = game.Font, WorldId = world.Description.WorldId }).TryGet(out var session, out fault))
        {
            return fault;
        }

        var schemas = RecordedGame.RegionsOf(session).Where(region => !region.Schema.IsVolatile).Select(region => region.Schema).ToList();
        if (world.Description.RegionDifferences(schemas) is { Count: > 0 } lines)
        {
            session.Dispose();
            return new Fault<GameErrorCode>(GameErrorCode.RegionConflict, $"The modules make other regions than the journal holds: {string.Join("; ", lines)}.", "Use the version of Ludos that wrote it.");
        }

        var contents = world.Description.Regions.Select((region, index) => KeyValuePair.Create(region.Name, world.Contents[index])).ToDictionary(StringComparer.Ordinal);
        if (session.Place(contents, world.Tick, isAnew: false) is { } problem)
        {
            session.Dispose();
            return problem;
        }

        return session;
    }
}

/// <summary>A world that goes on.</summary>
/// <param name="Tick">Where its clock goes on from.</param>
/// <param name="TornBytes">Bytes of ticks that were being written when it ended, and had not been acknowledged.</param>
public sealed record ResumedWorld(GameSession Session, SessionJournal Journal, long Tick, long TornBytes);
