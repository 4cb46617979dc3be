using Ludos.Runtime.Headless;
using Ludos.Runtime.Input;
using Ludos.Runtime.Tests.Fakes;
using Xunit;

namespace Ludos.Runtime.Tests.Timelines;

/// <summary>Real games: the same inputs from an older tick lead to the same state, picture and sound as the first time.</summary>
public sealed class GameTimelineTests
{
    private const int Ticks = 90;
    private const int Back = 33;

    /// <summary>Keys, pointer and buttons, held and let go across the tick that is gone back to.</summary>
    private static readonly byte[] Script = """
        {"tick":2,"set":{"gamepad1":33}}
        {"tick":20,"set":{"gamepad1":0,"mouse":[80,60,1]}}
        {"tick":30,"set":{"gamepad1":18,"mouse":[300,200,0]}}
        {"tick":36,"set":{"gamepad1":1}}
        {"tick":50,"set":{"gamepad1":64,"mouse":[20,20,1]}}
        {"tick":70,"set":{"gamepad1":0,"mouse":[500,300,0]}}
        """u8.ToArray();

    [Theory]
    [InlineData("games/shoal")]
    [InlineData("games/glowworm/glowworm.wasm")]
    [InlineData("games/brickwell/brickwell.wasm")]
    [InlineData("tests/modules/counter-region")]
    public void The_same_inputs_from_an_older_tick_give_the_same_hashes(string game)
    {
        using var session = Open(game);
        session.Loop.Script = InputScript.Parse(Script, "script").Value;
        var all = new HashSpec[] { HashSpec.Resolve(string.Join(',', session.Arena.Regions.Where(region => !region.Schema.HasExternalWriter).Select(region => region.Name)), session.Arena).Value };
        var first = Run(session, all[0], Ticks);

        foreach (var tick in new[] { Back, Back + 30, 0, Ticks - 1, 1 })
        {
            Assert.Equal(tick, session.Timeline.GoTo(tick).Value.Tick);
            Assert.Equal(first[tick], all[0].Compute());
        }

        _ = session.Timeline.GoTo(Back).Value;
        var again = Run(session, all[0], Ticks);
        Assert.Equal(first.Where(pair => pair.Key >= Back).OrderBy(pair => pair.Key), again.OrderBy(pair => pair.Key));
        Assert.Equal("branch-2", session.Timeline.Status().Branch);

        _ = session.Timeline.GoTo(0).Value;
        Assert.Equal(first, Run(session, all[0], Ticks));
    }

    [Theory]
    [InlineData("games/shoal")]
    [InlineData("games/glowworm/glowworm.wasm")]
    public void Keeping_a_tick_allocates_nothing(string game)
    {
        using var session = Open(game);
        session.Step(60);
        Assert.True(session.Timeline.Status().IsOn);
        var before = GC.GetAllocatedBytesForCurrentThread();
        session.Step(60);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_cart_that_crashed_plays_on_from_before()
    {
        using var session = Open("tests/carts/oob.wasm");
        session.Step(600);
        Assert.NotNull(session.Crash);
        var end = session.Tick;
        var back = Math.Max(0, end - 2);
        Assert.Equal(back, session.Timeline.GoTo(back).Value.Tick);
        Assert.Null(session.Crash);
        session.Step(600);
        Assert.NotNull(session.Crash);
        Assert.Equal(end, session.Tick);
    }

    private static SortedDictionary<long, string> Run(GameSession session, HashSpec hash, long until)
    {
        var hashes = new SortedDictionary<long, string> { [session.Tick] = session.Tick == 0 && session.Timeline.Status().LastTick == 0 ? Started(session, hash) : hash.Compute() };
        while (session.Tick < until)
        {
            session.StepOnce();
            hashes[session.Tick] = hash.Compute();
        }

        return hashes;
    }

    private static string Started(GameSession session, HashSpec hash)
    {
        _ = session.Prepare();
        return hash.Compute();
    }

    private static GameSession Open(string game) =>
        GameSession.Open(Path.Combine([Checkout.Root, .. game.Split('/')]), Sessions.Options) is { IsOk: true } opened ? opened.Value : throw new InvalidOperationException(game);
}
