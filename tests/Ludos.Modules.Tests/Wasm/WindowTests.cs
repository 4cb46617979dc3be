using Ludos.Modules.Tests.Support;
using Xunit;

namespace Ludos.Modules.Tests;

/// <summary>What units see in their windows, call by call.</summary>
public sealed class WindowTests
{
    private const int A = 1024;
    private const int B = 1088;
    private const int Static = 2048;

    private static byte[] Ok(params byte[][] parts) => [.. parts.SelectMany(part => part), .. WasmBuilder.Return(0)];

    private static string Manifest(string units, string memory = "scratch", string version = "1.0.0") => $$"""
        { "id": "hand", "version": "{{version}}", "kind": "module", "code": "hand.wasm", "memory": "{{memory}}",
          "regions": [ { "name": "a", "capacity": 8, "fields": [ { "id": 1, "name": "v", "type": "u32" } ] },
                       { "name": "b", "capacity": 8, "fields": [ { "id": 1, "name": "v", "type": "u32" } ] } ],
          "units": [ {{units}} ] }
        """;

    private static SlotGame Game(WasmBuilder wasm, string units, string memory = "scratch") =>
        new(ProofModules.Prepare(wasm.Memory(1).Window("a", A).Window("b", B).Build(), Manifest(units, memory)).Value);

    [Fact]
    public void AStoreIntoAReadWindowIsLost()
    {
        using SlotGame game = Game(
            new WasmBuilder().Function("tick", Ok(WasmBuilder.StoreSum(B, A, 0), WasmBuilder.Store(A, 99))),
            """{ "name": "u", "entry": "tick", "reads": ["a"], "writes": ["b"] }""");
        game.World.Put("a", [5, 0, 0, 0]);
        game.Ticks(3);

        Assert.Equal(5u, game.World.U32("a"));
        Assert.Equal(5u, game.World.U32("b"));
    }

    [Fact]
    public void AUnitDoesNotSeeWhatASiblingWasShownOrLeft()
    {
        const string units = """
            { "name": "one", "entry": "one", "reads": ["a"] },
            { "name": "two", "entry": "two", "writes": ["b"] }
            """;
        using SlotGame game = Game(
            new WasmBuilder().Function("one", Ok(WasmBuilder.Store(Static, 7), WasmBuilder.Store(B, 7))).Function("two", Ok(WasmBuilder.StoreSum(B + 4, A, 0), WasmBuilder.StoreSum(B + 8, Static, 0))),
            units);
        game.World.Put("a", [5, 0, 0, 0]);
        game.Ticks(3);

        Assert.Equal(0u, game.World.U32("b"));
        Assert.Equal(0u, game.World.U32("b", 1));
        Assert.Equal(0u, game.World.U32("b", 2));
    }

    [Fact]
    public void WrittenRegionsCarryAndOutsideWritesAreSeen()
    {
        using SlotGame game = Game(new WasmBuilder().Function("tick", Ok(WasmBuilder.StoreSum(B, B, 1))), """{ "name": "u", "entry": "tick", "writes": ["b"] }""");
        game.Ticks(3);
        Assert.Equal(3u, game.World.U32("b"));

        game.World.Put("b", [100, 0, 0, 0]);
        game.Tick();

        Assert.Equal(101u, game.World.U32("b"));
    }

    [Fact]
    public void AReplacedWindowBeginsEmptyInScratchMemory()
    {
        using SlotGame game = Game(new WasmBuilder().Function("tick", Ok(WasmBuilder.StoreSum(B, B, 1))), """{ "name": "u", "entry": "tick", "writes": ["b"], "replaces": ["b"] }""");
        game.Ticks(3);

        Assert.Equal(1u, game.World.U32("b"));
    }

    [Fact]
    public void WhatWasReadAsPreviousIsTheTickBeforesEvenAfterItsWriter()
    {
        const string units = """
            { "name": "write", "entry": "write", "writes": ["a"] },
            { "name": "follow", "entry": "follow", "readsPrevious": ["a"], "writes": ["b"] }
            """;
        using SlotGame game = Game(
            new WasmBuilder().Function("write", Ok(WasmBuilder.StoreSum(A, A, 1))).Function("follow", Ok(WasmBuilder.StoreSum(B, A, 0))),
            units);
        IReadOnlyList<IUnit> both = game.Slot.Current.Units;
        for (uint tick = 0; tick < 4; tick++)
        {
            both[1].LatchPrevious();
            Assert.True(both[0].Run(tick).IsOk);
            Assert.True(both[1].Run(tick).IsOk);
            Assert.Equal((tick + 1, tick), (game.World.U32("a"), game.World.U32("b")));
        }

        both[1].Run(4);
        Assert.Equal(4u, game.World.U32("b"));
    }

    [Fact]
    public void TheStartEntryRunsWithTickMinusOneAndPublishes()
    {
        // i32.wrap_i64 of the tick, stored.
        byte[] storeTick = [0x41, .. new byte[] { 0xC0, 0x08 }, 0x20, 0, 0xA7, 0x36, 2, 0];
        using SlotGame game = Game(
            new WasmBuilder().Function("begin", Ok(storeTick)).Function("tick", Ok(WasmBuilder.StoreSum(B, B, 10))),
            """{ "name": "u", "entry": "tick", "start": "begin", "writes": ["b"] }""");

        Assert.True(game.Slot.Current.Units[0].Start().IsOk);
        Assert.Equal(uint.MaxValue, game.World.U32("b"));
        game.Tick();
        Assert.Equal(9u, game.World.U32("b"));
    }

    [Theory]
    [InlineData("scratch")]
    [InlineData("region")]
    public void NothingOfAFaultIsLeft(string memory)
    {
        // Adds 1 to a static and to b, then returns what is in a.
        byte[] body = [.. WasmBuilder.StoreSum(Static, Static, 1), .. WasmBuilder.StoreSum(B, B, 1), .. WasmBuilder.StoreSum(B + 4, Static, 0), .. WasmBuilder.Load(A)];
        using SlotGame game = Game(new WasmBuilder().Function("tick", body), """{ "name": "u", "entry": "tick", "reads": ["a"], "writes": ["b"] }""", memory);
        game.Ticks(2);
        ulong epoch = game.World.Epoch("b");
        game.World.Put("a", [42, 0, 0, 0]);
        game.Ticks(3);
        Assert.Equal(epoch, game.World.Epoch("b"));
        game.World.Put("a", []);
        game.Tick();

        Assert.Equal(3u, game.World.U32("b"));
        Assert.Equal(memory == "region" ? 3u : 1u, game.World.U32("b", 1));
    }

    [Fact]
    public void MemoryThatIsARegionDoesNotGrow()
    {
        byte[] grow = [0x41, .. new byte[] { 0xC0, 0x08 }, 0x41, 1, 0x40, 0, 0x36, 2, 0];
        foreach ((string memory, uint expected) in (ReadOnlySpan<(string, uint)>)[("region", uint.MaxValue), ("scratch", 1u)])
        {
            using SlotGame game = Game(new WasmBuilder().Function("tick", Ok(grow)), """{ "name": "u", "entry": "tick", "writes": ["b"] }""", memory);
            game.Ticks(2);
            Assert.Equal(expected, game.World.U32("b"));
        }
    }

    [Fact]
    public void ConstantsThatChangedComeWithTheCodeAndGoWithIt()
    {
        // A static at 2048 counts; the constant at 2052 is told apart by version. b shows both.
        const string unit = """{ "name": "u", "entry": "tick", "writes": ["b"] }""";
        byte[] body = Ok(WasmBuilder.StoreSum(Static, Static, 1), WasmBuilder.StoreSum(B, Static, 0), WasmBuilder.StoreSum(B + 4, Static + 4, 0));
        IPreparedModule Version(byte constant) => ProofModules.Prepare(
            new WasmBuilder().Memory(1).Window("a", A).Window("b", B).Function("tick", body).Data(Static, 10, 0, 0, 0, constant, 0, 0, 0).Build(),
            Manifest(unit, "region")).Value;
        using var game = new SlotGame(Version(1));
        game.Ticks(2);
        Assert.Equal((12u, 1u), (game.World.U32("b"), game.World.U32("b", 1)));

        game.Offer(Version(2));
        game.Ticks(3);
        Assert.Equal((15u, 2u), (game.World.U32("b"), game.World.U32("b", 1)));

        _ = game.Slot.RequestRollBack().Value;
        game.Ticks(2);
        Assert.Equal((17u, 1u), (game.World.U32("b"), game.World.U32("b", 1)));
    }

    [Fact]
    public void AnotherStaticLayoutIsRefusedWithTheDifference()
    {
        const string unit = """{ "name": "u", "entry": "tick", "writes": ["b"] }""";
        IPreparedModule Version(params byte[] data) => ProofModules.Prepare(
            new WasmBuilder().Memory(1).Window("a", A).Window("b", B).Function("tick", Ok()).Data(Static, data).Build(),
            Manifest(unit, "region")).Value;

        Assert.Empty(SwapCheck.Differences(Version(1, 2), Version(3, 4)));
        Assert.Equal(
            ["memory layout: data 2048+2 is gone", "memory layout: data 2048+3 is new"],
            SwapCheck.Differences(Version(1, 2), Version(1, 2, 3)));
    }
}
