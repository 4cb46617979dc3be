using Ludos.Platform;
using Ludos.Runtime.World;

namespace Ludos.Runtime.Tests.Fakes;

internal static class Sessions
{
    public static SessionOptions Options { get; } = new() { Clock = new MonotonicClock(), Dev = true };

    public static GameSession Open(params NativeModule[] modules) => Open(Options, new NativeLoader(), modules);

    public static GameSession Open(SessionOptions options, NativeLoader loader, params NativeModule[] modules) =>
        GameSession.Create(Game(loader, modules), new TraceLog(), options).Value;

    public static LoadedGame Game(NativeLoader loader, params NativeModule[] modules) =>
        new("test", "Test", "/games/test", [.. modules.Select(module => module.Loaded(loader))], null, null);

    /// <summary>A module that adds to its own region each tick.</summary>
    public static NativeModule Counter(string id = "counter", string version = "1.0.0", int amount = 1, Func<long, Modules.UnitOutcome>? outcome = null) => new(
        id,
        version,
        [NativeModule.Number(id)],
        [(NativeModule.Descriptor(id, "count", writes: [id]), (context, tick) =>
        {
            var ended = outcome?.Invoke(tick) ?? default;
            if (ended.IsOk)
            {
                context.Add(id, amount);
            }

            return ended;
        })]);

    public static int Number(this GameSession session, string region) => BitConverter.ToInt32(session.Arena.TryFind(region, out var found) ? found.Front : throw new KeyNotFoundException(region));

    public static void Step(this GameSession session, int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            session.StepOnce();
        }
    }

    /// <summary>Looks until it is so; false after ten seconds.</summary>
    public static bool Eventually(Func<bool> isSo) => SpinWait.SpinUntil(isSo, TimeSpan.FromSeconds(10));
}
