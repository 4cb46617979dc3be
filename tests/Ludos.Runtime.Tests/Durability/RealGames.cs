using Ludos.Platform;
using Ludos.Runtime.Headless;
using Ludos.State;

namespace Ludos.Runtime.Tests.Durability;

/// <summary>The repository's games, stepped by hand.</summary>
internal static class RealGames
{
    internal static SessionOptions Options { get; } = new() { Clock = new MonotonicClock(), RunUnattended = true, TimelineBytes = 0 };

    internal static string Path(string game) => System.IO.Path.IsPathRooted(game) ? game : System.IO.Path.Combine([Checkout.Root, "games", .. game.Split('/')]);

    internal static GameSession Open(string game) => GameSession.Open(Path(game), Options).Value;

    internal static string Hash(GameSession session) => HashSpec.Resolve("*", session.Arena).Value.Compute();

    internal static void Step(this GameSession session, int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            session.StepOnce();
        }
    }

    /// <summary>Plays and records; between two ticks <paramref name="between"/> may do what it likes.</summary>
    /// <returns>The hash after the last tick.</returns>
    internal static string Record(string game, string file, int ticks, Action<GameSession, int>? between = null, bool withState = false, SessionOptions? options = null)
    {
        using var session = GameSession.Open(Path(game), options ?? Options).Value;
        using var recording = SessionRecording.Begin(session, file, new RecorderOptions { MayWait = true, WithState = withState }).Value;
        for (var tick = 0; tick < ticks; tick++)
        {
            between?.Invoke(session, tick);
            session.StepOnce();
        }

        recording.Finish();
        return Hash(session);
    }

    /// <summary>Changes one byte of a region, as a tool outside the units would.</summary>
    internal static void Poke(GameSession session, string region, int offset)
    {
        var content = session.Arena.Find(region).Value.Front.ToArray();
        content[offset] ^= 0x41;
        session.World.Regions.Publish(new Dictionary<string, byte[]> { [region] = content });
    }
}
