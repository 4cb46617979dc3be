using Ludos.Base;
using Ludos.Modules.Tests.Support;
using Xunit;

namespace Ludos.Modules.Tests;

/// <summary>Every way for new code to fail, in a running game. good adds 1 a tick, better adds 100.</summary>
public sealed class ProofSwapTests
{
    [Fact]
    public void BetterTakesOver()
    {
        using var game = new SlotGame(ProofModules.Prepare("good"));
        game.Ticks(3);
        SwapAttempt attempt = game.Offer(ProofModules.Prepare("better"));
        game.Ticks(3);

        Assert.Equal(303u, game.World.U32("proof"));
        Assert.Equal(SwapStage.Promoted, attempt.Stage);
        Assert.Equal("1.1.0", game.Slot.Current.Package.Manifest.Version.ToString());
    }

    [Theory]
    [InlineData("trap", UnitFault.Trap, "Unreachable")]
    [InlineData("spin", UnitFault.OverBudget, "budget of 1000000 fuel")]
    [InlineData("deep", UnitFault.Trap, "StackExhausted")]
    [InlineData("grow", UnitFault.OverBudget, "budget of 1000000 fuel")]
    [InlineData("faultcode", UnitFault.ReturnedError, "fault code 42")]
    public void AFaultBringsGoodBackWithinTwoTicks(string name, UnitFault fault, string reason)
    {
        using var game = new SlotGame(ProofModules.Prepare("good"));
        game.Ticks(3);
        SwapAttempt attempt = game.Offer(ProofModules.Prepare(name));

        Assert.Equal([SlotChange.Flipped, SlotChange.RolledBack], game.Ticks(2));

        Assert.Equal(4u, game.World.U32("proof"));
        Assert.Equal(fault, attempt.Fault.Fault);
        Assert.Contains(reason, attempt.Reason, StringComparison.Ordinal);
        Assert.StartsWith("Rolled back: unit proof failed in tick 3.", attempt.Reason, StringComparison.Ordinal);
        game.Ticks(3);
        Assert.Equal(7u, game.World.U32("proof"));
    }

    [Theory]
    [InlineData("trap")]
    [InlineData("spin")]
    [InlineData("deep")]
    [InlineData("faultcode")]
    public void AFaultInTheSecondTickTakesTheFirstBackToo(string name)
    {
        using var game = new SlotGame(ProofModules.Prepare("good"));
        game.World.Put("proof", [0, 0, 0, 0, 4, 0, 0, 0]);
        game.Ticks(3);
        game.Offer(ProofModules.Prepare(name));
        game.Tick();
        Assert.Equal(4u, game.World.U32("proof"));
        game.Tick();

        Assert.Equal(SlotChange.RolledBack, game.Slot.OnTickBoundary(game.NextTick));

        Assert.Equal(3u, game.World.U32("proof"));
    }

    [Fact]
    public void AFaultAfterPromotionFallsBack()
    {
        using var game = new SlotGame(ProofModules.Prepare("good"));
        game.World.Put("proof", [0, 0, 0, 0, 10, 0, 0, 0]);
        SwapAttempt attempt = game.Offer(ProofModules.Prepare("trap"));
        game.Ticks(10);
        Assert.Equal(SwapStage.Promoted, attempt.Stage);
        Assert.Equal(10u, game.World.U32("proof"));
        game.Tick();
        Assert.Equal(10u, game.World.U32("proof"));

        Assert.Equal(SlotChange.RolledBack, game.Tick());

        Assert.Equal(11u, game.World.U32("proof"));
        Assert.Equal("1.0.0", game.Slot.Current.Package.Manifest.Version.ToString());
    }

    [Fact]
    public void AMissingExportNeverRuns()
    {
        Fault<ModuleErrorCode> fault = ProofModules.Prepare(ProofModules.Open("missing")).Fault!;

        Assert.Equal(ModuleErrorCode.MissingExport, fault.Code);
        Assert.Contains("proof.wasm exports no function proof_tick, the entry of unit proof", fault.Message, StringComparison.Ordinal);
        Assert.Contains("proof_tock", fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherSchemaIsRefusedWithTheDifference()
    {
        using var game = new SlotGame(ProofModules.Prepare("good"));
        SwapAttempt attempt = game.Slot.BeginSwap().Value;

        Fault<SwapErrorCode> fault = game.Slot.Offer(attempt, ProofModules.Prepare("schema")).Fault!;

        Assert.Contains("region proof: field 1: #1 value: u32 became #1 value: u64", fault.Message, StringComparison.Ordinal);
        Assert.Contains("region proof: stride: 8 became 16", attempt.Differences);
        Assert.Equal(SwapStage.Refused, game.Slot.Stage);
        game.Tick();
        Assert.Equal(1u, game.World.U32("proof"));
    }

    [Fact]
    public void ALeftOutBudgetOfOneTickIsNotCarriedIntoTheNext()
    {
        using var game = new SlotGame(ProofModules.Prepare("good"));
        IUnit unit = game.Slot.Current.Units[0];
        long first = unit.Run(0).FuelUsed;

        Assert.InRange(first, 1, 100);
        Assert.All(Enumerable.Range(1, 50), tick => Assert.Equal(first, unit.Run(tick).FuelUsed));
    }

    [Fact]
    public void AStopFromAnotherThreadEndsARunThatWouldTakeLong()
    {
        ModulePackage spin = ProofModules.Open("spin");
        string manifest = System.Text.Encoding.UTF8.GetString(spin.File("module.json").Span).Replace("1000000", "2000000000", StringComparison.Ordinal);
        IPreparedModule module = ProofModules.Prepare(spin.Code.ToArray(), manifest).Value;
        using var game = new SlotGame(module);
        IUnit unit = game.Slot.Current.Units[0];
        using var finished = new ManualResetEventSlim();

        // A thread of its own: a task could wait behind other tests for longer than the unit's fuel lasts.
        var stopper = new Thread(() =>
        {
            while (!finished.IsSet)
            {
                unit.RequestStop();
                Thread.Yield();
            }
        });
        stopper.Start();
        UnitOutcome outcome = unit.Run(0);
        finished.Set();
        stopper.Join();
        Assert.Equal(UnitFault.Interrupted, outcome.Fault);
        Assert.Equal(0u, game.World.U32("proof"));

        game.World.Put("proof", [0, 0, 0, 0, 9, 0, 0, 0]);
        Assert.True(unit.Run(1).IsOk);
        Assert.Equal(1u, game.World.U32("proof"));
    }
}
