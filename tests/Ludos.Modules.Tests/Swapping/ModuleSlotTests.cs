using Ludos.Base;
using Ludos.Modules.Tests.Support;
using Xunit;

namespace Ludos.Modules.Tests;

public sealed class ModuleSlotTests
{
    private static readonly UnitOutcome Trap = new(UnitFault.Trap, "It trapped: Unreachable.", 5);

    private readonly NativeModule _old = new("1.0.0", 1);
    private readonly NativeModule _new = new("1.1.0", 100);

    [Fact]
    public void AGoodCandidateTakesOverBetweenTwoTicksAndIsPromotedAfterTwo()
    {
        using var game = new SlotGame(_old);
        game.Ticks(3);
        SwapAttempt attempt = game.Offer(_new);
        Assert.Equal(SwapStage.Ready, game.Slot.Stage);
        Assert.Equal(3u, game.World.U32("left"));

        Assert.Equal([SlotChange.Flipped, SlotChange.None, SlotChange.Promoted], game.Ticks(3));

        Assert.Equal(303u, game.World.U32("left"));
        Assert.Equal(303u, game.World.U32("right"));
        Assert.True(attempt.Wait(TimeSpan.Zero));
        Assert.Equal((SwapStage.Promoted, 3L, 5L), (attempt.Stage, attempt.FlipTick, attempt.EndTick));
        Assert.Equal(SwapStage.Promoted, game.Slot.Stage);
        Assert.Same(_new, game.Slot.CurrentModule);
        Assert.True(game.Slot.CanRollBack);
        Assert.False(_old.Instances[0].IsDisposed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AFaultInProbationBringsCodeAndContentBackWithinTwoTicks(int goodTicks)
    {
        using var game = new SlotGame(_old);
        game.Ticks(3);
        ulong epochBefore = game.World.Epoch("left");
        SwapAttempt attempt = game.Offer(_new);
        game.Ticks(goodTicks);
        _new.Outcome = Trap;
        game.Tick();
        Assert.True(game.Recovers);

        Assert.Equal(SlotChange.RolledBack, game.Slot.OnTickBoundary(game.NextTick));

        Assert.Equal(3u, game.World.U32("left"));
        Assert.Equal(3u, game.World.U32("right"));
        Assert.True(game.World.Epoch("left") > epochBefore + 1, "what was published stays published; the old content comes under a new epoch");
        Assert.Same(_old, game.Slot.CurrentModule);
        Assert.Equal(SwapStage.RolledBack, attempt.Stage);
        Assert.Equal("two", attempt.FaultUnit);
        Assert.Equal($"Rolled back: unit two failed in tick {3 + goodTicks}. It trapped: Unreachable.", attempt.Reason);
        Assert.InRange(attempt.EndTick - attempt.FlipTick, 1, ModuleSlot.ProbationTicks);
        game.Tick();
        Assert.Equal(4u, game.World.U32("left"));
        Assert.False(game.Slot.CanRollBack);
        game.Slot.Collect();
        Assert.True(_new.Instances[0].IsDisposed);
        Assert.Empty(_old.Instances[0].Displaced);
    }

    [Fact]
    public void AFaultAfterPromotionFallsBackToTheCodeBeforeAndKeepsTheLastGoodContent()
    {
        using var game = new SlotGame(_old);
        game.Offer(_new);
        game.Ticks(5);
        Assert.Equal(500u, game.World.U32("right"));
        _new.Outcome = Trap;
        game.Tick();
        Assert.True(game.Recovers);

        Assert.Equal(SlotChange.RolledBack, game.Tick());

        Assert.Equal(501u, game.World.U32("right"));
        Assert.Same(_old, game.Slot.CurrentModule);
        SwapAttempt attempt = game.Slot.LastAttempt!;
        Assert.Equal(("1.1.0", "1.0.0", SwapStage.RolledBack), (attempt.From.Verified.Name, attempt.To!.Verified.Name, attempt.Stage));
        Assert.Contains("unit two failed in tick 5", attempt.Reason, StringComparison.Ordinal);
        Assert.Same(_new.Instances[0], Assert.Single(_old.Instances[0].Displaced));
        _old.Outcome = Trap;
        game.Tick();
        Assert.False(game.Recovers);
    }

    [Fact]
    public void RollBackOnRequest()
    {
        using var game = new SlotGame(_old);
        Assert.Equal(SwapErrorCode.NothingToRollBack, game.Slot.RequestRollBack().Fault!.Code);
        game.Offer(_new);
        game.Tick();
        Assert.Equal(SwapErrorCode.Busy, game.Slot.RequestRollBack().Fault!.Code);
        game.Ticks(2);

        SwapAttempt attempt = game.Slot.RequestRollBack().Value;
        Assert.Equal(SwapErrorCode.Busy, game.Slot.RequestRollBack().Fault!.Code);
        Assert.False(attempt.Wait(TimeSpan.Zero));
        Assert.Equal(SlotChange.RolledBack, game.Tick());

        Assert.True(attempt.Wait(TimeSpan.Zero));
        Assert.Equal("Rolled back on request.", attempt.Reason);
        Assert.Equal(301u, game.World.U32("left"));
        Assert.False(game.Slot.CanRollBack);
    }

    [Fact]
    public void ACandidateThatDiffersInMoreThanCodeIsRefusedAndTheOldRunsOn()
    {
        using var game = new SlotGame(_old);
        SwapAttempt attempt = game.Slot.BeginSwap().Value;
        var other = new NativeModule("2.0.0", 1, "other");

        Fault<SwapErrorCode> fault = game.Slot.Offer(attempt, other).Fault!;

        Assert.Equal(SwapErrorCode.Refused, fault.Code);
        Assert.Equal(["id: native became other"], attempt.Differences);
        Assert.Equal(SwapStage.Refused, game.Slot.Stage);
        Assert.True(attempt.Wait(TimeSpan.Zero));
        Assert.Empty(other.Instances);
        game.Ticks(2);
        Assert.Equal(2u, game.World.U32("left"));
        Assert.NotNull(game.Slot.BeginSwap().Value);
    }

    [Fact]
    public void OneSwapAtATime()
    {
        using var game = new SlotGame(_old);
        SwapAttempt attempt = game.Slot.BeginSwap().Value;
        Assert.Equal(SwapErrorCode.Busy, game.Slot.BeginSwap().Fault!.Code);
        game.Slot.Offer(attempt, _new);
        Assert.Equal(SwapErrorCode.Busy, game.Slot.BeginSwap().Fault!.Code);
        Assert.Throws<InvalidOperationException>(() => game.Slot.Offer(attempt, _new));
        game.Tick();
        Assert.Equal(SwapErrorCode.Busy, game.Slot.BeginSwap().Fault!.Code);
    }

    [Fact]
    public void ACandidateCanBeWithdrawnUntilItRuns()
    {
        using var game = new SlotGame(_old);
        SwapAttempt attempt = game.Offer(_new);
        Assert.True(game.Slot.Withdraw(attempt, "The game is paused."));
        Assert.True(_new.Instances[0].IsDisposed);
        Assert.Equal("Refused: The game is paused.", attempt.Reason);
        Assert.Equal([SlotChange.None, SlotChange.None], game.Ticks(2));

        SwapAttempt second = game.Offer(_new);
        game.Tick();
        Assert.False(game.Slot.Withdraw(second, "too late"));
        Assert.Equal(SwapStage.Probation, second.Stage);
    }

    [Fact]
    public void TwoFailuresInARowGoBackTwice()
    {
        var third = new NativeModule("1.2.0", 10_000) { Outcome = Trap };
        using var game = new SlotGame(_old);
        game.Offer(_new);
        game.Ticks(3);
        game.Offer(third);
        Assert.Equal([SlotChange.Flipped, SlotChange.RolledBack], game.Ticks(2));
        Assert.Same(_new, game.Slot.CurrentModule);
        Assert.True(game.Slot.CanRollBack);

        _new.Outcome = Trap;
        game.Tick();
        Assert.Equal(SlotChange.RolledBack, game.Tick());
        Assert.Same(_old, game.Slot.CurrentModule);
    }

    [Fact]
    public void AFaultWhileACandidateIsPreparedGoesBackAndTheCandidateIsRefused()
    {
        var third = new NativeModule("1.2.0", 10_000);
        using var game = new SlotGame(_old);
        game.Offer(_new);
        game.Ticks(3);
        SwapAttempt attempt = game.Slot.BeginSwap().Value;
        _new.Outcome = Trap;
        game.Tick();
        Assert.Equal(SlotChange.RolledBack, game.Tick());

        Fault<SwapErrorCode> fault = game.Slot.Offer(attempt, third).Fault!;

        Assert.Contains("was rolled back while", fault.Message, StringComparison.Ordinal);
        Assert.Equal(SwapStage.Refused, attempt.Stage);
        Assert.Equal(SwapStage.RolledBack, game.Slot.Stage);
        Assert.True(third.Instances[0].IsDisposed);
        Assert.NotNull(game.Slot.BeginSwap().Value);
    }

    [Fact]
    public void EveryInstanceIsFreedOnceAndNoneTooEarly()
    {
        List<NativeModule> modules = [.. Enumerable.Range(0, 20).Select(index => new NativeModule($"1.0.{index}", (uint)index) { Outcome = index % 3 == 2 ? Trap : default })];
        using (var game = new SlotGame(modules[0]))
        {
            foreach (NativeModule module in modules.Skip(1))
            {
                game.Offer(module);
                game.Ticks(4);
                game.Slot.Collect();
                Assert.False(((NativeInstance)game.Slot.Current).IsDisposed);
            }

            Assert.Equal(2, modules.Count(module => module.Instances.Any(instance => !instance.IsDisposed)));
        }

        Assert.All(modules, module => Assert.True(Assert.Single(module.Instances).IsDisposed));
    }

    [Fact]
    public void TheEndOfTheGameEndsWhatIsUnderWay()
    {
        SwapAttempt attempt;
        using (var game = new SlotGame(_old)) attempt = game.Offer(_new);
        Assert.True(attempt.Wait(TimeSpan.Zero));
        Assert.Equal("Refused: the game ended.", attempt.Reason);
        Assert.True(_new.Instances[0].IsDisposed);
    }

    [Fact]
    public void BoundariesWithoutAChangeAllocateNothing()
    {
        using var game = new SlotGame(_old);
        game.Offer(_new);
        game.Ticks(10);
        UnitOutcome ok = default;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (long tick = 0; tick < 10_000; tick++)
        {
            game.Slot.OnTickBoundary(tick);
            game.Slot.OnUnitOutcome("one", ok);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public async Task OffersAndWithdrawalsFromOtherThreadsNeverLoseAnAttempt()
    {
        const int rounds = 500;
        using var game = new SlotGame(_old);
        bool isDone = false;
        Task ticking = Task.Run(() =>
        {
            while (!Volatile.Read(ref isDone)) game.Tick();
        });

        int promoted = 0;
        for (int round = 0; round < rounds; round++)
        {
            SwapAttempt attempt = game.Slot.Offer(game.Slot.BeginSwap().Value, new NativeModule("1.1.0", 1)).Value;
            if (round % 2 == 0) game.Slot.Withdraw(attempt, "withdrawn");
            await attempt.Completion.WaitAsync(TimeSpan.FromSeconds(20));
            Assert.True(attempt.Stage is SwapStage.Promoted or SwapStage.Refused);
            if (attempt.Stage == SwapStage.Promoted) promoted++;
            game.Slot.Collect();
        }

        Volatile.Write(ref isDone, true);
        await ticking;
        Assert.True(promoted >= rounds / 2);
        Assert.Equal((uint)game.NextTick, game.World.U32("left"));
    }
}
