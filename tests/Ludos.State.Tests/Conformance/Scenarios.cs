using System.Collections.Immutable;
using System.Text.Json;
using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Conformance;

/// <summary>The suite of tests/conformance/arena: what every arena must do, whatever it is made of.</summary>
internal static class Scenarios
{
    private const int FewestFiles = 20;

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "conformance", "arena");

    internal static TheoryData<string> Names()
    {
        var names = Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal).ToArray();
        return names.Length >= FewestFiles ? [.. names] : throw new InvalidOperationException($"Only {names.Length} scenarios lie in '{Folder}'.");
    }

    internal static (RegionSchema Schema, JsonElement[] Steps) Load(string name)
    {
        var file = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name + ".json"))).RootElement;
        var region = file.GetProperty("region");
        var fields = region.GetProperty("fields").EnumerateArray().Select(field => new FieldSchema(
            field.GetProperty("id").GetUInt16(),
            field.GetProperty("name").GetString()!,
            Enum.Parse<FieldType>(field.GetProperty("type").GetString()!, ignoreCase: true),
            field.GetProperty("count").GetInt32()));
        var schema = new RegionSchema(region.GetProperty("name").GetString()!, [.. fields], region.GetProperty("capacity").GetInt32(), region.GetProperty("slots").GetInt32(), IsVolatile: false);
        return (schema, [.. file.GetProperty("steps").EnumerateArray()]);
    }
}
