using Ludos.Modules.Tests.Support;
using Xunit;

namespace Ludos.Modules.Tests;

/// <summary>A C static that counts calls, under both memory modes. The static starts at 7.</summary>
public sealed class MemoryModeTests
{
    [Fact]
    public void ScratchMemoryForgetsTheStatic()
    {
        using var game = new SlotGame(ProofModules.Prepare("counter-scratch"));
        for (int tick = 0; tick < 5; tick++)
        {
            game.Tick();
            Assert.Equal(8u, game.World.U32("scratchcount"));
        }
    }

    [Fact]
    public void MemoryInARegionKeepsIt()
    {
        using var game = new SlotGame(ProofModules.Prepare("counter-region"));
        for (uint tick = 0; tick < 5; tick++)
        {
            game.Tick();
            Assert.Equal(8 + tick, game.World.U32("regioncount"));
        }
    }

    [Fact]
    public void WhatIsInTheRegionIsTheState()
    {
        using var game = new SlotGame(ProofModules.Prepare("counter-region"));
        game.Ticks(3);
        byte[] memory = game.World.Front("counter.region.memory").ToArray();
        byte[] globals = game.World.Front("counter.region.globals").ToArray();
        game.Ticks(4);
        Assert.Equal(14u, game.World.U32("regioncount"));

        game.World.Put("counter.region.memory", memory);
        game.World.Put("counter.region.globals", globals);
        game.Tick();

        Assert.Equal(11u, game.World.U32("regioncount"));
    }

    [Fact]
    public void ANewInstanceGoesOnWhereTheRegionIs()
    {
        IPreparedModule module = ProofModules.Prepare("counter-region");
        using var game = new SlotGame(module);
        game.Ticks(3);
        using IModuleInstance second = module.Instantiate(game.World).Value;

        second.Units[0].Run(3);
        game.Tick();
        second.Units[0].Run(5);

        Assert.Equal(13u, game.World.U32("regioncount"));
    }

    [Fact]
    public void TheRegionsAreDeclared()
    {
        IPreparedModule module = ProofModules.Prepare("counter-region");

        Assert.Equal(["regioncount", "counter.region.memory", "counter.region.globals"], module.Regions.Select(region => region.Name));
        Assert.Equal(module.Regions.Select(region => region.Name), module.PublishedRegions);
        Assert.Equal(0, module.Regions[1].SizeBytes % 65_536);
        Assert.NotEqual("", module.MemoryLayout);
        Assert.Equal("", ProofModules.Prepare("counter-scratch").MemoryLayout);
    }

    [Fact]
    public void ASwapCarriesTheMemoryOverAndBack()
    {
        using var game = new SlotGame(ProofModules.Prepare("counter-region"));
        game.Ticks(3);
        game.Offer(ProofModules.Prepare("counter-region"));
        Assert.Equal([SlotChange.Flipped, SlotChange.None, SlotChange.Promoted], game.Ticks(3));
        Assert.Equal(13u, game.World.U32("regioncount"));

        _ = game.Slot.RequestRollBack().Value;
        Assert.Equal(SlotChange.RolledBack, game.Tick());

        Assert.Equal(14u, game.World.U32("regioncount"));
    }
}
