using Ludos.Base;
using Ludos.Modules.Tests.Support;
using Ludos.State;
using Xunit;

namespace Ludos.Modules.Tests;

public sealed class ManifestParserTests
{
    [Fact]
    public void EveryFieldIsRead()
    {
        ModuleManifest manifest = Support.Manifests.Parse(Support.Manifests.Good);

        Assert.Equal("pond.fish", manifest.Id);
        Assert.Equal("1.2.3-beta.1", manifest.Version.ToString());
        Assert.Equal(ModuleKind.Module, manifest.Kind);
        Assert.Equal("fish.wasm", manifest.Code);
        Assert.Equal(MemoryMode.Scratch, manifest.Memory);
        Assert.Equal(["input"], manifest.Grants.AsEnumerable());
        Assert.Equal("pond.shark", Assert.Single(manifest.Dependencies).Id);
        RegionSchema fish = manifest.Regions[0].Schema;
        Assert.Equal(("fish", 10, 4, true, 8), (fish.Name, fish.Capacity, fish.Slots, fish.IsVolatile, fish.StrideBytes));
        Assert.Equal([new FieldSchema(1, "x", FieldType.F32), new FieldSchema(2, "tag", FieldType.U8, 3)], fish.Fields.AsEnumerable());
        Assert.Equal("fish.bin", manifest.Regions[0].InitialFile);
        Assert.Equal(ModuleLimits.DefaultSlots, manifest.Regions[1].Schema.Slots);
        UnitDeclaration swim = manifest.Units[0];
        Assert.Equal(("swim", "swim_tick", "swim_start", 1000L), (swim.Name, swim.Entry, swim.Start, swim.FuelPerTick));
        Assert.Equal(["input", "food.crumbs"], swim.Reads.AsEnumerable());
        Assert.Equal(["shark"], swim.ReadsPrevious.AsEnumerable());
        Assert.Equal(["fish"], swim.Writes.AsEnumerable());
        Assert.Equal(["fish"], swim.Replaces.AsEnumerable());
        Assert.Equal(ModuleLimits.DefaultFuelPerTick, manifest.Units[1].FuelPerTick);
        Assert.Null(manifest.Units[1].Start);
    }

    [Fact]
    public void ColumnsAreRegionsOfTheirOwn()
    {
        ModuleManifest manifest = Support.Manifests.ParseColumns();
        Assert.Equal(["swarm.x", "swarm.heading"], manifest.Regions.Select(region => region.Schema.Name));
        Assert.All(manifest.Regions, region => Assert.Equal((5, 3), (region.Schema.Capacity, region.Schema.Slots)));
        Assert.Equal(["swarm.x"], manifest.Units[0].Writes.AsEnumerable());
    }

    [Theory]
    [InlineData("\"initial\": \"a.bin\",", "x", "initial does not belong to a region in columns")]
    [InlineData("", "X", "makes a column named \"swarm.X\"")]
    [InlineData("", "memory", "makes a column named \"swarm.memory\"")]
    public void WhatColumnsCannotBeIsNamed(string more, string field, string message) =>
        Assert.Contains(message, ModuleManifest.Parse(System.Text.Encoding.UTF8.GetBytes(Support.Manifests.Columns.Replace("\"columns\"", more + "\"columns\"", StringComparison.Ordinal).Replace("\"x\"", $"\"{field}\"", StringComparison.Ordinal)), "m").Fault!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("u8", FieldType.U8)]
    [InlineData("i8", FieldType.I8)]
    [InlineData("u16", FieldType.U16)]
    [InlineData("i16", FieldType.I16)]
    [InlineData("u32", FieldType.U32)]
    [InlineData("i32", FieldType.I32)]
    [InlineData("u64", FieldType.U64)]
    [InlineData("i64", FieldType.I64)]
    [InlineData("f32", FieldType.F32)]
    [InlineData("f64", FieldType.F64)]
    public void EveryTypeHasItsName(string name, FieldType type) =>
        Assert.Equal(type, ModuleManifest.Parse(Support.Manifests.With("regions[0].fields[0].type", $"\"{name}\""), "m").Value.Regions[0].Schema.Fields[0].Type);

    [Theory]
    [InlineData("id", null, "id is missing")]
    [InlineData("id", "\"Fish\"", "id is \"Fish\", not an id")]
    [InlineData("id", "\"a..b\"", "id is \"a..b\", not an id")]
    [InlineData("id", "7", "id is a number; a string is expected")]
    [InlineData("id", "\"\"", "id is empty")]
    [InlineData("version", "\"1.0\"", "version is \"1.0\", not a semantic version")]
    [InlineData("version", "\"one\"", "version is \"one\"")]
    [InlineData("kind", "\"modul\"", "kind is \"modul\", not a kind. Did you mean \"module\"?")]
    [InlineData("code", "\"../fish.wasm\"", "leads elsewhere")]
    [InlineData("code", "\"/etc/passwd\"", "is absolute")]
    [InlineData("code", "\"a\\\\b.wasm\"", "has a backslash")]
    [InlineData("memory", "\"regions\"", "Did you mean \"region\"?")]
    [InlineData("memry", "1", "memry is not a field of a manifest. Did you mean \"memory\"?")]
    [InlineData("units[0].read", "[]", "units[0].read is not a field of a unit. Did you mean \"reads\"?")]
    [InlineData("regions[0].zzzzzzzzz", "1", "regions[0].zzzzzzzzz is not a field of a region. Fields: name")]
    [InlineData("regions[0].name", "\"input\"", "which the host declares")]
    [InlineData("regions[0].name", "\"x.memory\"", "which the host declares")]
    [InlineData("regions[0].name", "\"x-y\"", "not a region's name")]
    [InlineData("regions[0].name", "\"food.crumbs\"", "regions[1].name is \"food.crumbs\", which another region has")]
    [InlineData("regions[0].capacity", "0", "regions[0].capacity is 0; it must be from 1 to")]
    [InlineData("regions[0].capacity", "1.5", "regions[0].capacity is not a whole number")]
    [InlineData("regions[0].capacity", "1e300", "regions[0].capacity is not a whole number")]
    [InlineData("regions[0].capacity", "67108864", "elements of 8 bytes, 536870912 bytes in all")]
    [InlineData("regions[0].slots", "2", "regions[0].slots is 2")]
    [InlineData("regions[0].slots", "17", "regions[0].slots is 17")]
    [InlineData("regions[0].writer", "\"me\"", "regions[0].writer is \"me\", not a writer")]
    [InlineData("regions[0].name", "\"ball.seen\"", "regions[0].name is \"ball.seen\", which the host declares")]
    [InlineData("regions[0].volatile", "\"yes\"", "regions[0].volatile is a string; true or false is expected")]
    [InlineData("regions[0].fields", "[]", "regions[0].fields is empty")]
    [InlineData("regions[0].fields", "{}", "regions[0].fields is an object; a list is expected")]
    [InlineData("regions[0].fields[0]", "3", "regions[0].fields[0] is a number; an object is expected")]
    [InlineData("regions[0].fields[1].id", "1", "regions[0].fields[1].id is 1, which another field has")]
    [InlineData("regions[0].fields[1].id", "0", "regions[0].fields[1].id is 0")]
    [InlineData("regions[0].fields[1].id", "65536", "regions[0].fields[1].id is 65536")]
    [InlineData("regions[0].fields[1].name", "\"x\"", "regions[0].fields[1].name is \"x\", which another field has")]
    [InlineData("regions[0].fields[1].type", "\"float\"", "regions[0].fields[1].type is \"float\", not a type")]
    [InlineData("regions[0].fields[1].count", "0", "regions[0].fields[1].count is 0")]
    [InlineData("regions[0].fields[1].count", "16777217", "regions[0].fields[1].count is 16777217")]
    [InlineData("units", "[]", "units is empty")]
    [InlineData("units", null, "units is missing")]
    [InlineData("units[0].entry", null, "units[0].entry is missing")]
    [InlineData("units[0].entry", "\"swim tick\"", "not an export's name")]
    [InlineData("units[1].name", "\"swim\"", "units[1].name is \"swim\", which another unit has")]
    [InlineData("units[0].reads[1]", "\"Fish\"", "units[0].reads[1] is \"Fish\", not a region's name")]
    [InlineData("units[0].reads[1]", "\"input\"", "units[0].reads[1] is \"input\", which the list already has")]
    [InlineData("units[0].readsPrevious[0]", "\"input\"", "units[0].readsPrevious[0] is \"input\", which is also in \"reads\"")]
    [InlineData("units[0].reads[1]", "\"fish\"", "units[0].writes[0] is \"fish\", which is also in \"reads\"")]
    [InlineData("units[0].replaces[0]", "\"shark\"", "units[0].replaces[0] is \"shark\", which is not in \"writes\"")]
    [InlineData("units[1].writes[0]", "\"pond.memory\"", "units[1].writes[0] is \"pond.memory\", which only the host writes")]
    [InlineData("units[0].fuel", "0", "units[0].fuel is 0")]
    [InlineData("units[0].fuel", "2000000001", "units[0].fuel is 2000000001")]
    [InlineData("units[0].reads[1]", "\"food_crumbs\"", "whose windows are both the export region_food_crumbs")]
    [InlineData("grants", "[]", "units[0].reads[0] is \"input\", which needs a grant")]
    [InlineData("grants[0]", "\"inputs\"", "Did you mean \"input\"?")]
    [InlineData("dependencies[0].range", "\"[2,1\"", "dependencies[0].range is \"[2,1\", not a version range")]
    [InlineData("dependencies[0].id", "\"pond.fish\"", "dependencies[0].id is the module itself")]
    [InlineData("dependencies[0].rnge", "1", "Did you mean \"range\"?")]
    public void ABrokenRuleIsNamedWithItsField(string path, string? json, string expected)
    {
        Fault<ModuleErrorCode>? fault = ModuleManifest.Parse(Support.Manifests.With(path, json), "pond/module.json").Fault;

        Assert.NotNull(fault);
        Assert.Equal(ModuleErrorCode.BadManifest, fault.Code);
        Assert.StartsWith("pond/module.json: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"id\":1,\"id\":2}")]
    [InlineData("{} {}")]
    [InlineData("{\"id\":\"a\",}")]
    [InlineData("// comment\n{}")]
    [InlineData("[[[[[[[[[[[[]]]]]]]]]]]]")]
    public void WhatIsNotStrictJsonIsRefused(string text) =>
        Assert.Equal(ModuleErrorCode.BadManifest, ModuleManifest.Parse(Support.Manifests.Utf8(text), "m").Fault!.Code);

    [Fact]
    public void ASyntaxErrorGivesItsLine() =>
        Assert.Contains("m line 2 byte", ModuleManifest.Parse(Support.Manifests.Utf8("{\n \"id\" \"x\"}"), "m").Fault!.Message, StringComparison.Ordinal);

    [Fact]
    public void InvalidUtf8IsRefused() =>
        Assert.Equal(ModuleErrorCode.BadManifest, ModuleManifest.Parse(new byte[] { (byte)'{', (byte)'"', 0xFF, 0xC0, (byte)'"', (byte)':', (byte)'1', (byte)'}' }, "m").Fault!.Code);

    [Fact]
    public void ALoneSurrogateIsRefused() =>
        Assert.Equal(ModuleErrorCode.BadManifest, ModuleManifest.Parse(Support.Manifests.Utf8(Support.Manifests.Good.Replace("pond.fish", "\\ud800", StringComparison.Ordinal)), "m").Fault!.Code);

    [Fact]
    public void AnOversizedFileIsRefusedUnread() =>
        Assert.Equal(ModuleErrorCode.TooLarge, ModuleManifest.Parse(new byte[ModuleLimits.MaxManifestBytes + 1], "m").Fault!.Code);

    [Fact]
    public void ACartridgeDeclaresNoRegions()
    {
        const string cart = """{ "id": "cart", "version": "1.0.0", "kind": "wasm4", "code": "cart.wasm" }""";
        Assert.Equal(ModuleKind.Wasm4, Support.Manifests.Parse(cart).Kind);

        Fault<ModuleErrorCode> fault = ModuleManifest.Parse(Support.Manifests.Utf8(cart.Replace("}", ", \"regions\": [] }", StringComparison.Ordinal)), "m").Fault!;
        Assert.Contains("regions does not belong to a WASM-4 cartridge", fault.Message, StringComparison.Ordinal);
    }
}
