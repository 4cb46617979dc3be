using Ludos.Modules;
using Ludos.Runtime.Headless;
using Ludos.Runtime.Tests.Fakes;
using Ludos.State;
using Xunit;

namespace Ludos.Runtime.Tests.Session;

/// <summary>Regions that are written from outside. The test's own lease stands for the other process: to the runtime a foreign writer is a lease that it does not hold.</summary>
public sealed class ExternalRegionTests
{
    private static RegionSchema Helm => NativeModule.Number("helm") with { HasExternalWriter = true };

    [Fact]
    public void Units_see_what_was_published_before_the_tick_began()
    {
        Region? outside = null;
        var seenTwice = new List<(int, int)>();
        var module = Follower((context, _) =>
        {
            var first = BitConverter.ToInt32(context.Read("helm"));
            Write(outside!, 99);
            seenTwice.Add((first, BitConverter.ToInt32(context.Read("helm"))));
            return default;
        });
        using var session = Sessions.Open(module);
        outside = session.Arena.Find("helm").Value;
        session.Step(1);
        Write(outside, 7);
        session.Step(2);
        Assert.Equal([(0, 0), (7, 7), (99, 99)], seenTwice);
        Assert.Equal(("external", "runtime"), (Owner(session, "helm"), Owner(session, "helm.seen")));
    }

    [Fact]
    public void The_runtime_leaves_the_lease_to_the_process_outside()
    {
        using var session = Sessions.Open(Follower());
        using var writer = session.Arena.Find("helm").Value.AcquireWriter().Value;
        session.Step(3);
        Assert.Equal((1UL, 1UL), (session.Arena.Find("helm").Value.Epoch, session.Arena.Find("helm.seen").Value.Epoch));
    }

    [Fact]
    public void A_restart_clears_it_when_nobody_writes_and_spares_it_when_somebody_does()
    {
        using var session = Sessions.Open(Follower());
        var outside = session.Arena.Find("helm").Value;
        Write(outside, 5);
        session.Step(1);
        Assert.Equal(5, session.Number("helm.seen"));
        session.Restart();
        session.Step(1);
        Assert.Equal((0, 0), (session.Number("helm"), session.Number("helm.seen")));

        using var writer = outside.AcquireWriter().Value;
        Write(writer, 6);
        session.Step(1);
        session.Restart();
        session.Step(1);
        Assert.Equal((6, 6), (session.Number("helm"), session.Number("helm.seen")));
    }

    [Fact]
    public void It_goes_back_when_nobody_writes_and_is_told_of_when_somebody_does()
    {
        using var session = Sessions.Open(Follower());
        var outside = session.Arena.Find("helm").Value;
        session.Step(2);
        Write(outside, 5);
        session.Step(2);
        Assert.Empty(session.Timeline.GoTo(2).Value.NotMoved);
        Assert.Equal((0, 0), (session.Number("helm"), session.Number("helm.seen")));
        session.Step(1);
        Assert.Equal((0, 0), (session.Number("helm"), session.Number("helm.seen")));
        Assert.Equal(4, session.Timeline.GoToBranch("main").Value.Tick);
        Assert.Equal((5, 5), (session.Number("helm"), session.Number("helm.seen")));

        using var writer = outside.AcquireWriter().Value;
        Write(writer, 6);
        Assert.Equal(["helm"], session.Timeline.GoTo(1).Value.NotMoved);
        Assert.Contains(session.Trace.Since(0), line => line.Text.Contains("helm", StringComparison.Ordinal));
        Assert.Equal((6, 0), (session.Number("helm"), session.Number("helm.seen")));
        session.Step(1);
        Assert.Equal((6, 6), (session.Number("helm"), session.Number("helm.seen")));
    }

    [Fact]
    public void A_state_hash_covers_what_the_world_has_seen()
    {
        using var session = Sessions.Open(Follower());
        var everything = HashSpec.Resolve("*", session.Arena).Value;
        var before = everything.Compute();
        Write(session.Arena.Find("helm").Value, 3);
        Assert.Equal(before, everything.Compute());
        session.Step(1);
        Assert.NotEqual(before, everything.Compute());
        Assert.Contains("helm.seen", HashSpec.Resolve("helm", session.Arena).Fault?.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void A_unit_that_writes_it_is_refused_by_name()
    {
        var thief = new NativeModule("thief", "1.0.0", [], [(NativeModule.Descriptor("thief", "take", writes: ["helm"]), (_, _) => default)]);
        var fault = GameSession.Create(Sessions.Game(new NativeLoader(), Follower(), thief), new TraceLog(), Sessions.Options).Fault;
        Assert.Equal(GameErrorCode.RegionConflict, fault?.Code);
        Assert.Contains("thief/take writes region 'helm', whose \"writer\" is \"external\"", fault?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("copy", "Region 'copy' is written by follower", "Those that can be granted are helm.")]
    [InlineData("nothing", "A grant names region 'nothing', which no module declares.", "Those that can be granted are helm.")]
    public void A_grant_of_another_region_is_refused(string grant, string message, string mend)
    {
        var fault = GameSession.Create(Sessions.Game(new NativeLoader(), Follower()), new TraceLog(), Sessions.Options with { Grants = [grant] }).Fault;
        Assert.Equal(GameErrorCode.BadGrant, fault?.Code);
        Assert.Contains(message, fault?.Message, StringComparison.Ordinal);
        Assert.Equal(mend, fault?.Mend);
    }

    [Fact]
    public void Only_what_was_granted_may_be_written()
    {
        using var session = Sessions.Open(Sessions.Options with { Grants = ["helm"] }, new NativeLoader(), Follower());
        Assert.Equal((true, false), (session.MayWrite("helm"), session.MayWrite("copy")));
        using var other = Sessions.Open(Follower());
        Assert.False(other.MayWrite("helm"));
    }

    [Fact]
    public void Taking_in_allocates_nothing()
    {
        using var session = Sessions.Open(Follower());
        using var writer = session.Arena.Find("helm").Value.AcquireWriter().Value;
        Write(writer, 1);
        session.Step(50);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var value = 0; value < 100; value++)
        {
            Write(writer, value);
            session.StepOnce();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static NativeModule Follower(UnitBody? body = null) =>
        new("follower", "1.0.0", [Helm, NativeModule.Number("copy")], [(NativeModule.Descriptor("follower", "follow", ["helm"], ["copy"]), body ?? ((_, _) => default))]);

    private static string Owner(GameSession session, string region) => session.Status().Regions.Single(status => status.Name == region).Owner;

    private static void Write(Region region, int value)
    {
        using var writer = region.AcquireWriter().Value;
        Write(writer, value);
    }

    private static void Write(RegionWriter writer, int value)
    {
        using var scope = writer.Begin(WriteMode.Replace);
        _ = BitConverter.TryWriteBytes(scope.Bytes, value);
        _ = scope.Publish();
    }
}
