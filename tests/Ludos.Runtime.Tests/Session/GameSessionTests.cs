using Ludos.Modules;
using Ludos.Runtime.Tests.Fakes;
using NuGet.Versioning;
using Xunit;

namespace Ludos.Runtime.Tests.Session;

public sealed class GameSessionTests
{
    private static readonly UnitOutcome Trapped = new(UnitFault.Trap, "It trapped.", 0);

    [Fact]
    public void Units_run_in_order_once_a_tick_and_counters_tell_it()
    {
        var reader = new NativeModule("reader", "1.0.0", [NativeModule.Number("copy")],
            [(NativeModule.Descriptor("reader", "copy", ["counter"], ["copy"]), (context, _) =>
            {
                context.Set("copy", BitConverter.ToInt32(context.Read("counter")));
                return new UnitOutcome(UnitFault.None, null, 42);
            })]);
        using var session = Sessions.Open(reader, Sessions.Counter());
        session.Step(5);
        Assert.Equal((5, 5), (session.Number("counter"), session.Number("copy")));
        var status = session.Status();
        Assert.Equal((5L, "running", 0L), (status.Tick, status.State, status.MissedTicks));
        Assert.Equal(42, status.Modules.Single(module => module.Id == "reader").Units.Single().FuelUsed);
        Assert.Equal(["copy", "counter", "input"], status.Regions.Select(region => region.Name));
        Assert.Equal(["reader", "counter", "runtime"], status.Regions.Select(region => region.Owner));
        Assert.Equal(5, session.CopyTickMicroseconds(new int[8], out var first));
        Assert.Equal(0, first);
    }

    [Fact]
    public void Who_reads_the_previous_tick_sees_it()
    {
        var late = new NativeModule("late", "1.0.0", [NativeModule.Number("seen")],
            [(NativeModule.Descriptor("late", "look", previous: ["counter"], writes: ["seen"]), (context, _) =>
            {
                context.Set("seen", BitConverter.ToInt32(context.Read("counter")));
                return default;
            })]);
        using var session = Sessions.Open(Sessions.Counter(), late);
        session.Step(3);
        Assert.Equal((3, 2), (session.Number("counter"), session.Number("seen")));
    }

    [Fact]
    public void Two_writers_of_one_region_are_refused_by_name()
    {
        var thief = new NativeModule("thief", "1.0.0", [], [(NativeModule.Descriptor("thief", "take", writes: ["counter"]), (_, _) => default)]);
        var fault = GameSession.Create(Sessions.Game(new NativeLoader(), Sessions.Counter(), thief), new TraceLog(), Sessions.Options).Fault;
        Assert.Equal(GameErrorCode.RegionConflict, fault?.Code);
        Assert.Contains("'counter' is written by counter and by thief", fault?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_declarers_of_one_region_are_refused_by_name()
    {
        var other = new NativeModule("other", "1.0.0", [NativeModule.Number("counter")], []);
        var fault = GameSession.Create(Sessions.Game(new NativeLoader(), Sessions.Counter(), other), new TraceLog(), Sessions.Options).Fault;
        Assert.Contains("declared by counter and by other", fault?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_region_that_nobody_declares_is_named()
    {
        var lost = new NativeModule("lost", "1.0.0", [], [(NativeModule.Descriptor("lost", "look", ["nowhere"]), (_, _) => default)]);
        var fault = GameSession.Create(Sessions.Game(new NativeLoader(), lost), new TraceLog(), Sessions.Options).Fault;
        Assert.Contains("lost/look names region 'nowhere'", fault?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_runtime_alone_writes_input()
    {
        var liar = new NativeModule("liar", "1.0.0", [], [(NativeModule.Descriptor("liar", "lie", writes: ["input"]), (_, _) => default)]);
        Assert.Contains("the runtime owns", GameSession.Create(Sessions.Game(new NativeLoader(), liar), new TraceLog(), Sessions.Options).Fault?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slots_follow_the_readers()
    {
        var readers = Enumerable.Range(0, 4).Select(index => new NativeModule($"r{index}", "1.0.0", [], [(NativeModule.Descriptor($"r{index}", "look", ["counter"]), (_, _) => default)]));
        using var session = Sessions.Open([Sessions.Counter(), .. readers]);
        Assert.Equal(6, session.Status().Regions.Single(region => region.Name == "counter").Slots);
    }

    [Fact]
    public void A_faulty_module_is_stopped_and_the_others_go_on()
    {
        var faulty = Sessions.Counter("faulty", outcome: tick => tick >= 2 ? Trapped : default);
        using var session = Sessions.Open(Sessions.Counter(), faulty);
        session.Step(10);
        Assert.Equal((10, 2), (session.Number("counter"), session.Number("faulty")));
        var status = session.Status();
        Assert.Equal("running", status.State);
        Assert.Equal("faulted", status.Modules.Single(module => module.Id == "faulty").State);
        Assert.Equal(3, status.Modules.Single(module => module.Id == "faulty").Units[0].Faults);
        Assert.Contains(session.Trace.Since(0), line => line.Text.Contains("faulty no longer runs", StringComparison.Ordinal));
    }

    [Fact]
    public void One_bad_tick_is_discarded_and_forgiven()
    {
        using var session = Sessions.Open(Sessions.Counter(outcome: tick => tick % 3 == 1 ? Trapped : default), Sessions.Counter("other"));
        session.Step(9);
        Assert.Equal(6, session.Number("counter"));
        Assert.Equal("running", session.Status().Modules[0].State);
    }

    [Fact]
    public void When_nothing_is_left_to_run_the_game_has_crashed_until_it_is_restarted()
    {
        var isBroken = true;
        using var session = Sessions.Open(Sessions.Counter(outcome: _ => isBroken ? Trapped : default));
        session.Step(5);
        Assert.Equal("crashed", session.Status().State);
        Assert.Contains("It trapped.", session.Crash, StringComparison.Ordinal);
        Assert.Equal(2, session.Tick);
        isBroken = false;
        session.Restart();
        session.Step(4);
        Assert.Null(session.Crash);
        Assert.Equal((4L, 4), (session.Tick, session.Number("counter")));
    }

    [Fact]
    public void A_restart_brings_first_contents_and_starts_units_again_under_new_epochs()
    {
        var starts = 0;
        var module = new NativeModule("m", "1.0.0", [NativeModule.Number("m")], [(NativeModule.Descriptor("m", "count", writes: ["m"]), (context, _) =>
        {
            context.Add("m", 1);
            return default;
        })], (_, _) =>
        {
            starts++;
            return default;
        })
        { InitialContents = new Dictionary<string, byte[]> { ["m"] = BitConverter.GetBytes(100) } };
        using var session = Sessions.Open(module);
        session.Step(7);
        Assert.Equal(107, session.Number("m"));
        var epoch = session.Status().Regions.Single(region => region.Name == "m").Epoch;
        session.Restart();
        session.Step(1);
        Assert.Equal((101, 2), (session.Number("m"), starts));
        Assert.True(session.Status().Regions.Single(region => region.Name == "m").Epoch > epoch);
    }

    [Fact]
    public void A_dependency_that_is_missing_or_too_old_is_named()
    {
        var needy = new NativeModule("needy", "1.0.0", [], [], dependencies: [new Dependency("counter", VersionRange.Parse("[2.0.0,3.0.0)"))]);
        var loader = new NativeLoader();
        Assert.Contains("needs counter", Loading.ModuleSetCheckFault([needy.Loaded(loader)]), StringComparison.Ordinal);
        Assert.Contains("the game has 1.0.0", Loading.ModuleSetCheckFault([needy.Loaded(loader), Sessions.Counter().Loaded(loader)]), StringComparison.Ordinal);
        Assert.Equal("", Loading.ModuleSetCheckFault([needy.Loaded(loader), Sessions.Counter(version: "2.1.0").Loaded(loader)]));
    }

    [Fact]
    public void The_same_session_through_any_device_gives_the_same_state()
    {
        InputSample[][] devices =
        [
            [new(InputDevice.Keyboard, 0x50, 1, 0), new(InputDevice.Keyboard, 0x1B, 1, 0), new(InputDevice.Keyboard, 0x50, 0, 0)],
            [new(InputDevice.Touch, 0x14, 1, 0), new(InputDevice.Touch, 0x10, 1, 0), new(InputDevice.Touch, 0x14, 0, 0)],
            [new(InputDevice.Gamepad, 14, 1, 0), new(InputDevice.Gamepad, 0, 1, 0), new(InputDevice.Gamepad, 14, 0, 0)],
        ];
        var hashes = devices.Select(samples =>
        {
            using var session = Sessions.Open(Steered());
            foreach (var sample in samples)
            {
                session.Step(3);
                session.Input.Submit(sample);
            }

            session.Step(3);
            return Ludos.Runtime.Headless.HashSpec.Resolve("*", session.Arena).Value.Compute();
        }).ToList();
        Assert.Single(hashes.Distinct());
        using var idle = Sessions.Open(Steered());
        idle.Step(12);
        Assert.DoesNotContain(Ludos.Runtime.Headless.HashSpec.Resolve("*", idle.Arena).Value.Compute(), hashes);
    }

    [Fact]
    public void A_tick_allocates_nothing()
    {
        using var session = Sessions.Open(Sessions.Counter(), Sessions.Counter("b"), Steered());
        // Warm once a stretch is clean: until then code is compiled anew, and the framework allocates for that.
        for (var stretch = 0; stretch < 10 && StretchBytes(session) != 0; stretch++)
        {
        }

        Assert.Equal([0L, 0, 0, 0, 0], Enumerable.Range(0, 5).Select(_ => StretchBytes(session)).ToArray());
    }

    private static long StretchBytes(GameSession session)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        session.Step(1_000);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static NativeModule Steered() => new("steered", "1.0.0", [NativeModule.Number("steered")],
        [(NativeModule.Descriptor("steered", "steer", ["input"], ["steered"]), (context, _) =>
        {
            var pad = (GamepadBit)context.Read("input")[0];
            context.Add("steered", ((pad & GamepadBit.Left) != 0 ? -1 : 0) + ((pad & GamepadBit.Button1) != 0 ? 100 : 0));
            return default;
        })]);

    private static class Loading
    {
        public static string ModuleSetCheckFault(System.Collections.Immutable.ImmutableArray<World.LoadedModule> modules) =>
            Runtime.Loading.ModuleSetCheck.Problem(modules)?.Message ?? "";
    }
}
