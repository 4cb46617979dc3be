using System.Text.Json.Nodes;
using Ludos.Modules.Tests.Support;
using Xunit;

namespace Ludos.Modules.Tests;

/// <summary>The schema for editors says what the reader does.</summary>
public sealed class SchemaTests
{
    private static readonly string Root = FindRoot();
    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "docs", "reference", "module.schema.json")))!;

    [Theory]
    [InlineData("", "", "id version kind code memory regions units grants dependencies variants protected assets")]
    [InlineData("region", "regions[0]", "name capacity slots volatile writer initial columns fields")]
    [InlineData("field", "regions[0].fields[0]", "id name type count")]
    [InlineData("unit", "units[0]", "name entry start reads readsPrevious writes replaces fuel")]
    [InlineData("dependency", "dependencies[0]", "id range")]
    [InlineData("variant", "variants[0]", "platforms code assets")]
    [InlineData("assetGroup", "assets[0]", "name files order place")]
    public void BothKnowTheSameFields(string definition, string path, string fields)
    {
        JsonNode node = definition.Length == 0 ? Schema : Schema["$defs"]![definition]!;
        Assert.Equal(fields.Split(' '), node["properties"]!.AsObject().Select(property => property.Key));
        Assert.False(node["additionalProperties"]!.GetValue<bool>());

        string at = path.Length == 0 ? "" : path + ".";
        foreach (string field in fields.Split(' ').Append("zz"))
        {
            string fault = ModuleManifest.Parse(Support.Manifests.With(at + field, "null"), "m").Fault!.Message;
            Assert.Equal(field == "zz", fault.Contains("is not a field of", StringComparison.Ordinal));
        }

        foreach (JsonNode? required in node["required"]!.AsArray())
        {
            string fault = ModuleManifest.Parse(Support.Manifests.With(at + required!.GetValue<string>(), null), "m").Fault!.Message;
            Assert.Contains("is missing", fault, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void BothHaveTheSameLimits()
    {
        JsonNode definitions = Schema["$defs"]!;
        Assert.Equal(ModuleLimits.MaxIdLength, Int(definitions["id"]!["maxLength"]));
        Assert.Equal(ModuleLimits.MaxNameLength, Int(definitions["regionName"]!["maxLength"]));
        Assert.Equal(ModuleLimits.MaxPathBytes, Int(definitions["path"]!["maxLength"]));
        Assert.Equal(ModuleLimits.MaxRegions, Int(Schema["properties"]!["regions"]!["maxItems"]));
        Assert.Equal(ModuleLimits.MaxUnits, Int(Schema["properties"]!["units"]!["maxItems"]));
        Assert.Equal(ModuleLimits.MaxDependencies, Int(Schema["properties"]!["dependencies"]!["maxItems"]));
        Assert.Equal(ModuleLimits.MaxGrants, Int(Schema["properties"]!["grants"]!["maxItems"]));
        Assert.Equal(ModuleLimits.MaxRegionsPerUnit, Int(definitions["regionNames"]!["maxItems"]));
        Assert.Equal(ModuleLimits.MaxRangeLength, Int(definitions["range"]!["maxLength"]));
        Assert.Equal(ModuleLimits.MaxVariants, Int(Schema["properties"]!["variants"]!["maxItems"]));
        Assert.Equal(ModuleLimits.MaxAssetGroups, Int(Schema["properties"]!["assets"]!["maxItems"]));
        Assert.Equal(ModuleLimits.MaxPatterns, Int(definitions["patterns"]!["maxItems"]));
        Assert.Equal(ModuleLimits.MaxAssetOrder, Int(definitions["assetGroup"]!["properties"]!["order"]!["maximum"]));
        Assert.Equal(TargetPlatform.Names, definitions["variant"]!["properties"]!["platforms"]!["items"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()));
        JsonNode region = definitions["region"]!["properties"]!;
        Assert.Equal(ModuleLimits.MaxCapacity, Int(region["capacity"]!["maximum"]));
        Assert.Equal(ModuleLimits.MaxSlots, Int(region["slots"]!["maximum"]));
        Assert.Equal(ModuleLimits.DefaultSlots, Int(region["slots"]!["default"]));
        Assert.Equal(ModuleLimits.MaxFieldsPerRegion, Int(region["fields"]!["maxItems"]));
        Assert.Equal(ModuleLimits.MaxFieldCount, Int(definitions["field"]!["properties"]!["count"]!["maximum"]));
        JsonNode fuel = definitions["unit"]!["properties"]!["fuel"]!;
        Assert.Equal((ModuleLimits.MaxFuelPerTick, ModuleLimits.DefaultFuelPerTick), (Int(fuel["maximum"]), Int(fuel["default"])));
    }

    [Fact]
    public void EveryManifestOfTheRepositoryIsGood()
    {
        string[] files = [.. new[] { "games", "tests/modules", "bench" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "module.json", SearchOption.AllDirectories))];
        Assert.True(files.Length > 10);
        Assert.All(files, file => Assert.Null(ModuleManifest.Parse(File.ReadAllBytes(file), file).Fault));
    }

    private static long Int(JsonNode? node) => node!.GetValue<long>();

    private static string FindRoot()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Ludos.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
