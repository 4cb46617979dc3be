namespace Ludos.Modules.Tests.Support;

/// <summary>A game of one module, ticked by hand.</summary>
internal sealed class SlotGame : IDisposable
{
    public SlotGame(IPreparedModule first)
    {
        World = new TestWorld(first);
        Slot = new ModuleSlot(first, first.Instantiate(World).Value, World);
    }

    public TestWorld World { get; }

    public ModuleSlot Slot { get; }

    public long NextTick { get; private set; }

    /// <summary>What the last unit that did not end well was told.</summary>
    public bool? Recovers { get; private set; }

    public SlotChange Tick()
    {
        SlotChange change = Slot.OnTickBoundary(NextTick);
        foreach (IUnit unit in Slot.Current.Units)
        {
            UnitOutcome outcome = unit.Run(NextTick);
            bool recovers = Slot.OnUnitOutcome(unit.Descriptor.Name, outcome);
            if (!outcome.IsOk) Recovers = recovers;
        }

        NextTick++;
        return change;
    }

    public SlotChange[] Ticks(int count) => [.. Enumerable.Range(0, count).Select(_ => Tick())];

    public SwapAttempt Offer(IPreparedModule candidate) => Slot.Offer(Slot.BeginSwap().Value, candidate).Value;

    public void Dispose()
    {
        Slot.Dispose();
        World.Dispose();
    }
}
