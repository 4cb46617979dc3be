using Ludos.Modules.Tests.Support;
using Ludos.State;
using Xunit;

namespace Ludos.Modules.Tests;

public sealed class SwapCheckTests
{
    private readonly NativeModule _running = new("1.0.0", 1);
    private readonly NativeModule _candidate = new("2.0.0", 1);

    [Fact]
    public void OtherCodeAloneIsFine() => Assert.Empty(SwapCheck.Differences(_running, _candidate));

    [Fact]
    public void AnotherFieldTypeIsShown()
    {
        _candidate.Regions = [_running.Regions[0] with { Fields = [new FieldSchema(1, "value", FieldType.U64)] }, _running.Regions[1]];

        Assert.Equal(
            ["region left: stride: 4 became 8", "region left: field 1: #1 value: u32 became #1 value: u64"],
            SwapCheck.Differences(_running, _candidate));
    }

    [Fact]
    public void RegionsThatCameAndWentAreShown()
    {
        _candidate.Regions = [_running.Regions[0], _running.Regions[1] with { Name = "middle" }];

        Assert.Equal(["region right: gone", "region middle: new"], SwapCheck.Differences(_running, _candidate));
    }

    [Fact]
    public void OtherRightsAreShown()
    {
        _candidate.Units = [_running.Units[0] with { Reads = ["fish"], Writes = [] }, _running.Units[1] with { ReadsPrevious = ["left"] }];

        Assert.Equal(
            ["unit one reads: fish is new", "unit one writes: left is gone", "unit two readsPrevious: left is new"],
            SwapCheck.Differences(_running, _candidate));
    }

    [Fact]
    public void OtherUnitsAreShown()
    {
        _candidate.Units = [_running.Units[1], _running.Units[0]];

        Assert.Equal(["units: one, two became two, one"], SwapCheck.Differences(_running, _candidate));
    }

    [Fact]
    public void OtherFuelIsNoDifference()
    {
        _candidate.Units = [_running.Units[0] with { FuelPerTick = 5 }, _running.Units[1]];

        Assert.Empty(SwapCheck.Differences(_running, _candidate));
    }

    [Fact]
    public void AnotherMemoryLayoutIsShown()
    {
        _running.MemoryLayout = "memory 2\ndata 1024+8\n";
        _candidate.MemoryLayout = "memory 2\ndata 1024+12\n";

        Assert.Equal(["memory layout: data 1024+8 is gone", "memory layout: data 1024+12 is new"], SwapCheck.Differences(_running, _candidate));
    }
}
