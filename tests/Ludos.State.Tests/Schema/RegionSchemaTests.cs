using System.Collections.Immutable;
using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Schema;

public sealed class RegionSchemaTests
{
    private static readonly RegionSchema Fish = new(
        "fish",
        [new(1, "kind", FieldType.U8), new(2, "x", FieldType.F32), new(3, "tag", FieldType.U8, 3), new(4, "energy", FieldType.F64), new(5, "flags", FieldType.U16)],
        10, 3, IsVolatile: false);

    [Fact]
    public void Fields_lie_at_their_natural_alignment_and_the_stride_at_the_largest()
    {
        Assert.Equal([0, 4, 8, 16, 24], Enumerable.Range(0, Fish.Fields.Length).Select(Fish.OffsetOf));
        Assert.Equal(32, Fish.StrideBytes);
        Assert.Equal(320, Fish.SizeBytes);
    }

    [Fact]
    public void A_description_has_a_line_for_the_region_and_one_a_field() => Assert.Equal(
        """
        region fish: 10 x 32 bytes, 3 slots
          +0 #1 kind: u8
          +4 #2 x: f32
          +8 #3 tag: u8[3]
          +16 #4 energy: f64
          +24 #5 flags: u16
        """.ReplaceLineEndings("\n"), Fish.Describe());

    [Fact]
    public void Equal_schemas_do_not_differ_and_slots_do_not_matter() =>
        Assert.Empty(RegionSchema.Difference(Fish, Fish with { Slots = 7, IsVolatile = true, Fields = [.. Fish.Fields] }));

    [Fact]
    public void Differences_name_the_fields()
    {
        var other = Fish with { Capacity = 11, Fields = [Fish.Fields[0], Fish.Fields[1] with { Type = FieldType.F64 }, .. Fish.Fields[3..], new(9, "mood", FieldType.I8)] };
        Assert.Equal(
            ["capacity: 10 became 11", "field 2: #2 x: f32 became #2 x: f64", "- #3 tag: u8[3]", "+ #9 mood: i8"],
            RegionSchema.Difference(Fish, other));
        Assert.Contains("order of fields", RegionSchema.Difference(
            Schemas.Bytes("r", 1, 1) with { Fields = [new(1, "a", FieldType.U8), new(2, "b", FieldType.U8)] },
            Schemas.Bytes("r", 1, 1) with { Fields = [new(2, "b", FieldType.U8), new(1, "a", FieldType.U8)] })[0]);
    }

    public static TheoryData<RegionSchema, string> Broken => new()
    {
        { Fish with { Name = "" }, "name is empty" },
        { Fish with { Name = new string('é', 41) }, "longer than 80 bytes" },
        { Fish with { Name = "a\nb" }, "control character" },
        { Fish with { Name = "a\ud800" }, "not Unicode" },
        { Fish with { Capacity = 0 }, "capacity of 0" },
        { Fish with { Slots = 0 }, "0 slots" },
        { Fish with { Slots = 2 }, "2 slots" },
        { Fish with { Slots = 63 }, "63 slots" },
        { Fish with { Fields = [] }, "0 fields" },
        { Fish with { Fields = default }, "0 fields" },
        { Fish with { Fields = [.. Fish.Fields, Fish.Fields[0]] }, "repeats the id 1" },
        { Fish with { Fields = [.. Fish.Fields, new(9, "x", FieldType.U8)] }, "repeats a name" },
        { Fish with { Fields = [new(1, "a", (FieldType)11)] }, "unknown type 11" },
        { Fish with { Fields = [new(1, "a", FieldType.U8, -1)] }, "count of -1" },
        { Fish with { Fields = [new(1, new string('n', 49), FieldType.U8)] }, "longer than 48 bytes" },
        { Fish with { Fields = [new(1, "a", FieldType.F64, int.MaxValue)], Capacity = int.MaxValue }, "is not within" },
        { Fish with { Capacity = int.MaxValue }, "is not within" },
        { Fish with { Fields = [.. Enumerable.Range(0, 63).Select(id => new FieldSchema((ushort)id, $"f{id}", FieldType.U8))] }, "63 fields" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_rule_is_named(RegionSchema schema, string complaint)
    {
        using var arena = Schemas.NewArena();
        var fault = arena.Add(schema).Fault;
        Assert.Equal(ArenaErrorCode.BadSchema, fault!.Code);
        Assert.Contains(complaint, fault.Message);
        Assert.Empty(arena.Regions);
    }

    [Fact]
    public void Every_legal_schema_survives_the_directory()
    {
        var entry = new byte[DirectoryCodec.EntryBytes];
        foreach (var type in Enum.GetValues<FieldType>())
        {
            var schema = new RegionSchema("größe", ImmutableArray.Create(new FieldSchema(7, "é", type, 5)), 3, 4, IsVolatile: true);
            DirectoryCodec.Write(entry, schema, SegmentLayout.SegmentBytes(schema), generation: 1);
            var read = DirectoryCodec.Read(entry, 0).Value.Schema;
            Assert.Empty(RegionSchema.Difference(schema, read));
            Assert.Equal((schema.Slots, schema.IsVolatile), (read.Slots, read.IsVolatile));
        }
    }
}
