using Ludos.Modules.Tests.Support;
using Xunit;

namespace Ludos.Modules.Tests;

/// <summary>Windows whose place the host chooses: the regions themselves, or copies. Units must not be able to tell.</summary>
public sealed class PlacedWindowTests
{
    private const int Fail = 1;
    private const int SmashFirst = 2;
    private const int SmashLast = 3;
    private const int SmashBulk = 5;
    private const int SmashPrevious = 6;
    private const int SmashWide = 7;
    private const int Last = 19_999;

    private static SlotGame Game(bool map) =>
        new(new WasmModuleLoader().Prepare(ProofModules.Open("windows"), new PrepareOptions { MapWindows = map }).Value);

    private static UnitOutcome Run(SlotGame game, string unit, long tick = 0)
    {
        IUnit found = game.Slot.Current.Units.Single(candidate => candidate.Descriptor.Name == unit);
        return found.Run(tick);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void UnitsReadAndWriteWhatTheyDeclare(bool map)
    {
        using SlotGame game = Game(map);
        game.World.Put("source", Bytes(100, 1, 2, 3));
        for (int tick = 1; tick <= 20; tick++)
        {
            game.Tick();
            uint counted = 100u + (uint)tick;
            Assert.Equal(counted, game.World.U32("source"));
            Assert.Equal(~counted, game.World.U32("source", Last));
            uint sum = counted + ~counted + 1 + 2 + 3;
            Assert.Equal(((uint)tick, sum, (uint)tick - 1), (game.World.U32("target"), game.World.U32("target", 1), game.World.U32("target", 2)));
            Assert.Equal((7u, sum), (game.World.U32("fresh"), game.World.U32("fresh", 1)));
            Assert.Equal((counted, ~counted), (game.World.U32("seen"), game.World.U32("seen", 1)));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhatIsReadAsPreviousIsTheTicksBefore(bool map)
    {
        using SlotGame game = Game(map);
        IUnit look = game.Slot.Current.Units.Single(unit => unit.Descriptor.Name == "look");
        game.World.Put("source", Bytes(50));
        for (int tick = 0; tick < 10; tick++)
        {
            look.LatchPrevious();
            Assert.True(Run(game, "count").IsOk);
            Assert.True(Run(game, "look").IsOk);
            Assert.Equal(50u + (uint)tick, game.World.U32("seen"));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AFaultPublishesNothingAndTheNextCallCarriesOn(bool map)
    {
        using SlotGame game = Game(map);
        Assert.True(Run(game, "count").IsOk);
        game.World.Put("order", Bytes(Fail));
        ulong epoch = game.World.Epoch("source");
        UnitOutcome failed = Run(game, "count");
        Assert.Equal(UnitFault.ReturnedError, failed.Fault);
        Assert.Equal((epoch, 1u), (game.World.Epoch("source"), game.World.U32("source")));

        game.World.Put("order", Bytes(0));
        Assert.True(Run(game, "count").IsOk);
        Assert.Equal((epoch + 1, 2u), (game.World.Epoch("source"), game.World.U32("source")));
    }

    [Theory]
    [InlineData(SmashFirst, "sum", true)]
    [InlineData(SmashFirst, "sum", false)]
    [InlineData(SmashLast, "sum", true)]
    [InlineData(SmashLast, "sum", false)]
    [InlineData(SmashWide, "sum", true)]
    [InlineData(SmashWide, "sum", false)]
    [InlineData(SmashBulk, "sum", true)]
    [InlineData(SmashBulk, "sum", false)]
    [InlineData(SmashPrevious, "look", true)]
    [InlineData(SmashPrevious, "look", false)]
    public void AStoreIntoWhatIsOnlyReadIsATrapThatNamesTheRegion(int order, string unit, bool map)
    {
        using SlotGame game = Game(map);
        game.World.Put("source", Bytes(9, 8, 7));
        game.World.Put("order", Bytes(order));
        byte[] before = game.World.Front("source").ToArray();
        ulong target = game.World.Epoch("target");

        UnitOutcome outcome = Run(game, unit);

        Assert.Equal(UnitFault.Trap, outcome.Fault);
        Assert.Contains("region source", outcome.Detail, StringComparison.Ordinal);
        Assert.Equal(before, game.World.Front("source").ToArray());
        Assert.Equal(target, game.World.Epoch("target"));
        game.World.Put("order", Bytes(0));
        Assert.True(Run(game, unit).IsOk);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ATickAllocatesNothing(bool map)
    {
        using SlotGame game = Game(map);
        IUnit[] units = [.. game.Slot.Current.Units];
        void Ticks()
        {
            for (int tick = 0; tick < 200; tick++)
            {
                foreach (IUnit unit in units) unit.LatchPrevious();
                foreach (IUnit unit in units) Assert.True(unit.Run(tick).IsOk);
            }
        }

        Ticks();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Ticks();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void MappedWindowsAreTheRegionItself()
    {
        using SlotGame copied = Game(false);
        int before = MapsOf("source");
        using SlotGame mapped = Game(true);

        // The arena's own, that of the unit that writes it and that of the unit that reads it; what is read as previous is a copy.
        Assert.Equal(before + 3, MapsOf("source"));
        Assert.Single(File.ReadLines("/proc/self/maps"), line => IsMapOf(line, "source") && line.Contains(" r--s ", StringComparison.Ordinal));
    }

    private static int MapsOf(string region) => File.ReadLines("/proc/self/maps").Count(line => IsMapOf(line, region));

    private static bool IsMapOf(string line, string region) => line.Contains($":{region} ", StringComparison.Ordinal) && !line.Contains(":window:", StringComparison.Ordinal);

    [Fact]
    public void WindowsDoNotGoWithMemoryInARegion()
    {
        byte[] wasm = new WasmBuilder().Memory(1).Global("window_a", WasmBuilder.I32, false, 1024).Function("tick", WasmBuilder.Return(0)).Build();
        const string manifest = """
            { "id": "hand", "version": "1.0.0", "kind": "module", "code": "hand.wasm", "memory": "region",
              "regions": [ { "name": "a", "capacity": 8, "fields": [ { "id": 1, "name": "v", "type": "u32" } ] } ],
              "units": [ { "name": "u", "entry": "tick", "reads": ["a"] } ] }
            """;
        var fault = ProofModules.Prepare(wasm, manifest).Fault;
        Assert.Equal(ModuleErrorCode.BadWindow, fault!.Code);
        Assert.Contains("window_a", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1025)]
    [InlineData(65_534)]
    [InlineData(-4)]
    public void APointerThatDoesNotLieInMemoryIsRefused(int address)
    {
        byte[] wasm = new WasmBuilder().Memory(1).Global("window_a", WasmBuilder.I32, false, address).Function("tick", WasmBuilder.Return(0)).Build();
        const string manifest = """
            { "id": "hand", "version": "1.0.0", "kind": "module", "code": "hand.wasm", "memory": "scratch",
              "regions": [ { "name": "a", "capacity": 8, "fields": [ { "id": 1, "name": "v", "type": "u32" } ] } ],
              "units": [ { "name": "u", "entry": "tick", "reads": ["a"] } ] }
            """;
        Assert.Equal(ModuleErrorCode.BadWindow, ProofModules.Prepare(wasm, manifest).Fault!.Code);
    }

    private static byte[] Bytes(params int[] values)
    {
        byte[] bytes = new byte[values.Length * sizeof(int)];
        Buffer.BlockCopy(values, 0, bytes, 0, bytes.Length);
        return bytes;
    }
}
