using System.Runtime.InteropServices;
using Xunit;

namespace Ludos.State.Tests.Columns;

public sealed class ColumnSetTests
{
    private static readonly RegionSchema Fish = new("fish", [new(1, "x", FieldType.F32), new(2, "y", FieldType.F32), new(7, "tag", FieldType.U8, 3)], 1_000, 3, IsVolatile: true);

    [Fact]
    public void Each_field_is_a_region_of_its_own()
    {
        using var arena = Schemas.NewArena();
        var set = ColumnSet.Add(arena, Fish).Value;
        Assert.Equal(["fish.x", "fish.y", "fish.tag"], set.Regions.Select(region => region.Name));
        Assert.Equal([4_000L, 4_000L, 3_000L], set.Regions.Select(region => region.SizeBytes));
        Assert.All(set.Regions, region => Assert.True(region.Schema.IsVolatile));
        Assert.Equal(Fish.Fields[2], set["tag"].Schema.Fields.Single());
    }

    [Fact]
    public void A_publish_of_one_column_leaves_the_others_alone()
    {
        using var arena = Schemas.NewArena();
        var set = ColumnSet.Add(arena, Fish).Value;
        using var x = set["x"].AcquireWriter().Value;
        using var y = set["y"].AcquireWriter().Value;
        using (var scope = x.Begin(WriteMode.Replace))
        {
            MemoryMarshal.Cast<byte, float>(scope.Bytes).Fill(4);
            _ = scope.Publish();
        }

        Assert.Equal((2UL, 1UL, 1UL), (set["x"].Epoch, set["y"].Epoch, set["tag"].Epoch));
        Assert.Equal(4f, MemoryMarshal.Cast<byte, float>(set["x"].Front)[999]);
    }

    [Fact]
    public void Columns_of_one_instant_are_a_twins()
    {
        using var arena = Schemas.NewArena();
        var set = ColumnSet.Add(arena, Fish).Value;
        using var x = set["x"].AcquireWriter().Value;
        using var twin = WorldTwin.Create(set.Regions);
        Assert.Equal(TwinOutcome.Ok, twin.Take());
        using (var scope = x.Begin(WriteMode.Replace))
        {
            scope.Bytes.Fill(1);
            _ = scope.Publish();
        }

        Assert.Equal(0, twin.Content(set["x"])[0]);
        Assert.Equal(TwinOutcome.Ok, twin.Take());
        Assert.Equal(1, twin.Content(set["x"])[0]);
    }

    [Fact]
    public void A_set_is_found_again_and_a_difference_is_named()
    {
        using var arena = Schemas.NewArena();
        _ = ColumnSet.Add(arena, Fish).Value;
        Assert.Equal(3, ColumnSet.Find(arena, Fish).Value.Regions.Length);
        var other = Fish with { Fields = [Fish.Fields[0], Fish.Fields[1] with { Type = FieldType.F64 }] };
        var fault = ColumnSet.Find(arena, other).Fault!;
        Assert.Equal(ArenaErrorCode.SchemaMismatch, fault.Code);
        Assert.Contains("fish.y", fault.Message, StringComparison.Ordinal);
        Assert.Equal(ArenaErrorCode.NameTaken, ColumnSet.Add(arena, Fish).Fault!.Code);
        Assert.Equal(ArenaErrorCode.BadSchema, ColumnSet.Add(arena, Fish with { Name = "twice", Fields = [Fish.Fields[0], Fish.Fields[0] with { Id = 9 }] }).Fault!.Code);
        Assert.Throws<KeyNotFoundException>(() => ColumnSet.Find(arena, Fish).Value["z"]);
    }
}
