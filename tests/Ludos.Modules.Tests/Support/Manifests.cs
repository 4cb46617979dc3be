using System.Text;
using System.Text.Json.Nodes;

namespace Ludos.Modules.Tests.Support;

/// <summary>A good manifest to spoil in one place.</summary>
internal static class Manifests
{
    public const string Good = """
        {
          "id": "pond.fish", "version": "1.2.3-beta.1", "kind": "module", "code": "fish.wasm", "memory": "scratch",
          "regions": [
            { "name": "fish", "capacity": 10, "slots": 4, "volatile": true, "initial": "fish.bin",
              "fields": [ { "id": 1, "name": "x", "type": "f32" }, { "id": 2, "name": "tag", "type": "u8", "count": 3 } ] },
            { "name": "food.crumbs", "capacity": 2, "fields": [ { "id": 7, "name": "amount", "type": "i64" } ] }
          ],
          "units": [
            { "name": "swim", "entry": "swim_tick", "start": "swim_start", "reads": ["input", "food.crumbs"], "readsPrevious": ["shark"], "writes": ["fish"], "replaces": ["fish"], "fuel": 1000 },
            { "name": "eat", "entry": "eat_tick", "writes": ["food.crumbs"] }
          ],
          "grants": ["input"],
          "dependencies": [ { "id": "pond.shark", "range": "[1.0.0,2.0.0)" } ],
          "variants": [ { "platforms": ["linux-x64", "browser"], "code": "fish.wasm", "assets": "small" } ],
          "protected": ["assets/music/**", "*.bin"],
          "assets": [ { "name": "first", "files": ["assets/sky.png"], "order": 0 }, { "name": "reef", "files": ["assets/reef/**"], "place": [10, -2.5] } ]
        }
        """;

    /// <summary>A game without code of its own.</summary>
    public const string Game = """
        {
          "id": "pond", "version": "2.0.0", "kind": "game",
          "dependencies": [ { "id": "pond.fish", "range": "[1.0.0,2.0.0)" }, { "id": "pond.shark", "range": "(,)" } ],
          "protected": ["assets/**"]
        }
        """;

    /// <summary>A WASM-4 cartridge.</summary>
    public const string Cartridge = """{ "id": "cart", "version": "1.0.0", "kind": "wasm4", "code": "cart.wasm" }""";

    /// <summary>A module whose one region is kept in columns.</summary>
    public const string Columns = """
        {
          "id": "pond.swarm", "version": "1.0.0", "kind": "module", "code": "swarm.wasm", "memory": "scratch",
          "regions": [
            { "name": "swarm", "capacity": 5, "columns": true,
              "fields": [ { "id": 1, "name": "x", "type": "f32" }, { "id": 2, "name": "heading", "type": "f64" } ] }
          ],
          "units": [ { "name": "move", "entry": "move_tick", "reads": ["swarm.heading"], "writes": ["swarm.x"] } ]
        }
        """;

    /// <summary>The good manifest without what names files that a test's folder would have to hold.</summary>
    public static byte[] Plain()
    {
        JsonObject root = JsonNode.Parse(Good)!.AsObject();
        foreach (string field in (string[])["variants", "protected", "assets"]) _ = root.Remove(field);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    public static ModuleManifest ParseColumns() => Parse(Columns);

    public static ModuleManifest Parse(string json) => ModuleManifest.Parse(Encoding.UTF8.GetBytes(json), "module.json").Value;

    public static byte[] Utf8(string json) => Encoding.UTF8.GetBytes(json);

    /// <summary>The good manifest with one place changed, such as <c>units[0].reads[1]</c>; a null value takes the field out.</summary>
    public static byte[] With(string path, string? json)
    {
        JsonNode root = JsonNode.Parse(Good)!;
        string[] parts = path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries);
        JsonNode at = root;
        foreach (string part in parts[..^1]) at = part[0] == '[' ? at.AsArray()[int.Parse(part.Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture)]! : at[part]!;
        string last = parts[^1];
        JsonNode? value = json is null ? null : JsonNode.Parse(json);
        if (last[0] == '[') at.AsArray()[int.Parse(last.Trim('[', ']'), System.Globalization.CultureInfo.InvariantCulture)] = value;
        else if (json is null) at.AsObject().Remove(last);
        else at[last] = value;
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }
}
