using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime.Tests.Fakes;
using Ludos.Trust;
using NuGet.Versioning;
using Xunit;

namespace Ludos.Runtime.Tests.Swapping;

/// <summary>
/// Three modules that write their version number each tick, and a witness, which no switch touches, that counts the ticks in which not the same version of all three ran,
/// or in which their regions did not say the same though none of them failed.
/// </summary>
public sealed class SwitchTests
{
    private const string Witness = "witness";
    private static readonly string[] Members = ["alpha", "beta", "gamma"];
    private static readonly UnitOutcome Trapped = new(UnitFault.Trap, "It trapped.", 0);

    private readonly NativeLoader _loader = new();

    /// <summary>What ran in the present tick, by member, and whether it failed. Only the thread that ticks uses it.</summary>
    private readonly Dictionary<string, (int Version, bool HasFailed)> _ran = new(StringComparer.Ordinal);

    /// <summary>Where a member's code fails.</summary>
    public enum Step
    {
        Compile,
        Instantiate,
        Check,
        FirstTick,
        SecondTick,
        LongAfter,
    }

    public static TheoryData<string, Step> EachMemberAtEachStep()
    {
        var all = new TheoryData<string, Step>();
        foreach (var member in Members)
        {
            foreach (var step in Enum.GetValues<Step>())
            {
                all.Add(member, step);
            }
        }

        return all;
    }

    [Fact]
    public void All_flip_between_the_same_two_ticks()
    {
        using var session = Open();
        session.Step(5);
        var report = session.Switch(Changes("2.0.0")).Value;
        Assert.Equal((SwapReport.Promoted, "", 5L), (report.Outcome, report.Reason, report.FlipTick));
        Assert.Equal(Members, report.Modules.Select(module => module.Module));
        Assert.All(report.Modules, module => Assert.Equal((SwapReport.Promoted, "2.0.0", 5L), (module.Outcome, module.ToVersion, module.FlipTick)));
        Assert.Equal((2, 0), (session.Number("alpha"), session.Number(Witness)));
    }

    /// <summary>The heart of it: whatever goes wrong with whichever member, at no tick two versions run beside each other.</summary>
    [Theory]
    [MemberData(nameof(EachMemberAtEachStep))]
    public void One_member_that_fails_keeps_or_takes_all_of_them_back(string member, Step step)
    {
        using var session = Open();
        session.Step(5);
        var flip = session.Tick;
        var changes = Changes("2.0.0", except: member);
        _loader.With(step switch
        {
            Step.Instantiate => Member(member, "2.0.0", isUnmakeable: true),
            Step.Check => new NativeModule(member, "2.0.0", [NativeModule.Number(member, capacity: 2)], [(NativeModule.Descriptor(member, "write", writes: [member]), (_, _) => default)]),
            Step.FirstTick => Member(member, "2.0.0", tick => tick >= flip ? Trapped : default),
            Step.SecondTick => Member(member, "2.0.0", tick => tick >= flip + 1 ? Trapped : default),
            Step.LongAfter => Member(member, "2.0.0", tick => tick >= flip + 10 ? Trapped : default),
            _ => Member(member, "0.0.0"),
        });
        var report = session.Switch([.. changes, Change(member, step == Step.Compile ? "9.9.9" : "2.0.0")]).Value;
        var expected = step switch
        {
            Step.FirstTick or Step.SecondTick => SwapReport.RolledBack,
            Step.LongAfter => SwapReport.Promoted,
            _ => SwapReport.Refused,
        };
        Assert.Equal(expected, report.Outcome);
        Assert.All(report.Modules, module => Assert.Equal(expected, module.Outcome));
        if (expected == SwapReport.RolledBack)
        {
            Assert.All(report.Modules, module => Assert.Contains("It trapped.", module.Reason, StringComparison.Ordinal));
            Assert.True(session.Tick <= flip + (step == Step.FirstTick ? 2 : 3), $"It took until tick {session.Tick}.");
        }

        session.Step(step == Step.LongAfter ? 20 : 3);
        Assert.All(Members, name => Assert.Equal(1, session.Number(name)));
        Assert.Equal(0, session.Number(Witness));
        Assert.Equal("running", session.Status().State);
        Assert.All(session.Status().Modules.Where(module => module.Id != Witness), module => Assert.Equal("1.0.0", module.Version));

        // It is not stuck: a good version goes through.
        Assert.Equal(SwapReport.Promoted, session.Switch(Changes("3.0.0")).Value.Outcome);
        Assert.Equal((3, 0), (session.Number("gamma"), session.Number(Witness)));
    }

    [Fact]
    public void Old_state_of_every_member_comes_back_not_only_of_the_one_that_failed()
    {
        _loader.With(Sum("left", "2.0.0", 100)).With(Sum("right", "2.0.0", 100, tick => tick >= 6 ? Trapped : default));
        using var session = Sessions.Open(Sessions.Options, _loader, Sum("left", "1.0.0", 1), Sum("right", "1.0.0", 1));
        session.Step(5);
        var report = session.Switch([Change("left", "2.0.0"), Change("right", "2.0.0")]).Value;
        Assert.Equal(SwapReport.RolledBack, report.Outcome);
        Assert.Contains("unit count of right failed in tick 6", report.Modules[0].Reason, StringComparison.Ordinal);
        Assert.Equal((5 + (int)(session.Tick - 7), 5 + (int)(session.Tick - 7)), (session.Number("left"), session.Number("right")));
    }

    [Fact]
    public void What_came_together_goes_back_together_on_request()
    {
        using var session = Open();
        session.Step(2);
        Assert.Equal(SwapReport.Promoted, session.Switch(Changes("2.0.0")).Value.Outcome);
        var report = session.RollBack("gamma").Value;
        Assert.Equal(("gamma", SwapReport.RolledBack, "1.0.0"), (report.Module, report.Outcome, report.ToVersion));
        session.Step(2);
        Assert.Equal((1, 1, 1, 0), (session.Number("alpha"), session.Number("beta"), session.Number("gamma"), session.Number(Witness)));
        Assert.All(session.Status().Modules, module => Assert.False(module.CanRollBack));
    }

    /// <summary>One of a group has moved on by itself: going back would make a mix that nobody has checked.</summary>
    [Fact]
    public void The_way_back_is_closed_once_one_of_them_has_moved_on()
    {
        using var session = Open();
        _loader.With(Member("alpha", "2.1.0"));
        session.Step(2);
        Assert.Equal(SwapReport.Promoted, session.Switch(Changes("2.0.0")).Value.Outcome);
        Assert.Equal(SwapReport.Promoted, session.Switch([Change("alpha", "2.1.0")]).Value.Outcome);
        Assert.Equal(SwapErrorCode.NothingToRollBack, session.RollBack("beta").Fault?.Code);
        Assert.False(session.Status().Modules.Single(module => module.Id == "beta").CanRollBack);
        Assert.True(session.RollBack("alpha").IsOk);
        session.Step(3);
        Assert.Equal(("2.0.0", 0), (session.Status().Modules.Single(module => module.Id == "alpha").Version, session.Number(Witness)));
    }

    [Fact]
    public void A_set_that_would_break_a_dependency_of_a_module_or_a_mod_is_refused()
    {
        Dependency needsOne = new("alpha", VersionRange.Parse("[1.0.0,2.0.0)"));
        using var session = Sessions.Open(Sessions.Options, _loader, Member("alpha", "1.0.0"), Member("beta", "1.0.0"), Member("mod", "1.0.0", dependencies: [needsOne]));
        _loader.With(Member("alpha", "2.0.0")).With(Member("beta", "2.0.0")).With(Member("mod", "2.0.0"));
        session.Step(1);
        var refused = session.Switch([Change("alpha", "2.0.0"), Change("beta", "2.0.0")]).Value;
        Assert.Equal(SwapReport.Refused, refused.Outcome);
        Assert.Contains(refused.Modules[0].Differences, line => line.Contains("mod 1.0.0 needs alpha", StringComparison.Ordinal));
        Assert.Equal(SwapReport.Promoted, session.Switch([Change("alpha", "2.0.0"), Change("beta", "2.0.0"), Change("mod", "2.0.0")]).Value.Outcome);
    }

    [Fact]
    public void Bad_sets_and_paused_games_are_said()
    {
        using var session = Open();
        Assert.Equal(SwapErrorCode.Refused, session.Switch([]).Fault?.Code);
        Assert.Equal(SwapErrorCode.Refused, session.Switch([Change("alpha", "2.0.0"), Change("alpha", "2.0.0")]).Fault?.Code);
        Assert.Equal(SwapErrorCode.NoSuchModule, session.Switch([Change("none", "2.0.0")]).Fault?.Code);
        session.Pause();
        Assert.Equal(SwapErrorCode.Stopped, session.Switch(Changes("2.0.0")).Fault?.Code);
    }

    /// <summary>In a game that ticks by itself, with control and tick threads racing.</summary>
    [Fact]
    public void Switches_in_a_running_game_never_show_a_mix() => SwitchWhileRunning(30);

    [Fact]
    [Trait("Category", "Slow")]
    public void A_thousand_switches_in_a_running_game_never_show_a_mix() => SwitchWhileRunning(1_000);

    /// <summary>The same, as fast as ticks can be stepped, and every third one fails in some member.</summary>
    [Fact]
    public void A_thousand_stepped_switches_with_failures_among_them_never_show_a_mix()
    {
        const int Switches = 1_000;
        using var session = Open();
        var failing = "";
        foreach (var member in Members)
        {
            _loader.With(Member(member, "4.0.0", _ => failing == member ? Trapped : default));
        }

        var outcomes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < Switches; round++)
        {
            failing = round % 3 == 0 ? Members[round % 7 % 3] : "";
            var report = session.Switch(Changes(round % 3 == 0 ? "4.0.0" : round % 3 == 1 ? "2.0.0" : "3.0.0")).Value;
            outcomes[report.Outcome] = outcomes.GetValueOrDefault(report.Outcome) + 1;
            session.Step(round % 4);
        }

        Assert.Equal((334, 666), (outcomes[SwapReport.RolledBack], outcomes[SwapReport.Promoted]));
        Assert.Equal(0, session.Number(Witness));
    }

    private void SwitchWhileRunning(int switches)
    {
        using var session = Open();
        using var viewer = session.AddViewer();
        session.StartRealtime();
        for (var round = 0; round < switches; round++)
        {
            Assert.Equal(SwapReport.Promoted, session.Switch(Changes(round % 2 == 0 ? "2.0.0" : "3.0.0")).Value.Outcome);
        }

        session.Stop();
        session.Stopped.Wait();
        Assert.Equal(0, session.Number(Witness));
        Assert.True(session.Tick >= switches * ModuleSlot.ProbationTicks);
    }

    private GameSession Open()
    {
        foreach (var member in Members)
        {
            _loader.With(Member(member, "2.0.0")).With(Member(member, "3.0.0"));
        }

        var witness = new NativeModule(
            Witness,
            "1.0.0",
            [NativeModule.Number(Witness)],
            [(NativeModule.Descriptor(Witness, "look", reads: Members, writes: [Witness]), (context, _) =>
            {
                var isMix = _ran.Values.Select(ran => ran.Version).Distinct().Count() != 1
                    || (!_ran.Values.Any(ran => ran.HasFailed) && Members.Any(member => BitConverter.ToInt32(context.Read(member)) != _ran[member].Version));
                context.Add(Witness, isMix ? 1 : 0);
                return default;
            })]);
        return Sessions.Open(Sessions.Options, _loader, [.. Members.Select(member => Member(member, "1.0.0")), witness]);
    }

    private NativeModule Member(string id, string version, Func<long, UnitOutcome>? outcome = null, bool isUnmakeable = false, Dependency[]? dependencies = null)
    {
        var major = SemanticVersion.Parse(version).Major;
        return new NativeModule(
            id,
            version,
            [NativeModule.Number(id)],
            [(NativeModule.Descriptor(id, "write", writes: [id]), (context, tick) =>
            {
                var ended = outcome?.Invoke(tick) ?? default;
                _ran[id] = (major, !ended.IsOk);
                if (ended.IsOk)
                {
                    context.Set(id, major);
                }

                return ended;
            })],
            dependencies: [.. dependencies ?? []])
        {
            WhyNoInstance = isUnmakeable ? new Fault<ModuleErrorCode>(ModuleErrorCode.OutOfMemory, $"{id} has no memory left.") : null,
        };
    }

    private static NativeModule Sum(string id, string version, int amount, Func<long, UnitOutcome>? outcome = null) => Sessions.Counter(id, version, amount, outcome);

    private static ModuleChange Change(string id, string version) =>
        new(id, new ModuleVerifier(true).Verify(NativeLoader.BytesOf(id, version), ModuleOrigin.CommandLine, $"{id}.wasm").Value);

    private static ModuleChange[] Changes(string version, string? except = null) => [.. Members.Where(member => member != except).Select(member => Change(member, version))];
}
