using Ludos.Modules.Tests.Support;
using Xunit;

namespace Ludos.Modules.Tests;

/// <summary>A unit's tick allocates nothing on the managed heap, in either memory mode.</summary>
public sealed class TickAllocationTests
{
    private const int WarmUp = 50;
    private const int Ticks = 2_000;

    [Theory]
    [InlineData("counter-scratch")]
    [InlineData("counter-region")]
    [InlineData("good")]
    public void ATickAllocatesNothing(string name)
    {
        using var game = new SlotGame(ProofModules.Prepare(name));
        IUnit unit = game.Slot.Current.Units[0];
        for (int tick = 0; tick < WarmUp; tick++) Step(game, unit, tick);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int tick = WarmUp; tick < WarmUp + Ticks; tick++) Step(game, unit, tick);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Step(SlotGame game, IUnit unit, long tick)
    {
        game.Slot.OnTickBoundary(tick);
        unit.LatchPrevious();
        UnitOutcome outcome = unit.Run(tick);
        game.Slot.OnUnitOutcome(unit.Descriptor.Name, outcome);
    }
}
