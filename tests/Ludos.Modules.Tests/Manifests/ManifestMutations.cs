using System.Text.Json.Nodes;

namespace Ludos.Modules.Tests;

/// <summary>Changes a manifest as a tree: what comes out is JSON, but seldom a manifest. The same seed changes the same way.</summary>
internal sealed class ManifestMutations(int seed)
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "2", "3", "16", "17", "1.0", "1.5", "-1", "1e2", "1e300", "65536", "67108865", "\"\"", "\"a\"", "\"A\"", "\"input\"", "\"fish\"", "\"x-y\"",
        "\"module\"", "\"mod\"", "\"wasm4\"", "\"game\"", "\"scratch\"", "\"region\"", "\"external\"", "\"u8\"", "\"con\"", "\"aux.bin\"", "\"a/b.c\"", "\"a//b\"", "\"../a\"", "\"/a\"", "\"a.\"", "\".a\"",
        "\"a\\n\"", "\"\\u00e9\"", "\"1.0.0\"", "\"1.0.0-01\"", "\"1.0.0-a.1+b\"", "\"01.0.0\"", "\"1.0\"", "\"[1,2)\"", "\"[2,1)\"", "\"(,)\"", "\"[1.0.0]\"", "\"(1.0.0)\"", "\"[1.0.0\"", "\"1.*\"", "\"assets/**\"",
        "\"**/*.png\"", "\"a/***\"", "\"a?\"", "\"linux-x64\"", "\"pond.fish\"", "\"pond.memory\"", "\"very.long.name.of.a.module.that.goes.on.and.on.past.every.bound\"", "[]", "{}", "[1,2]", "[1,2,3]", "[\"fish\"]", "[\"fish\",\"fish\"]", "[\"input\"]",
    ];

    private readonly Random _random = new(seed);

    public JsonNode Of(string original)
    {
        JsonNode root = JsonNode.Parse(original)!;
        for (int rounds = _random.Next(1, 4); rounds > 0; rounds--) Once(root);
        return root;
    }

    private void Once(JsonNode root)
    {
        List<JsonNode> containers = [];
        Gather(root, containers);
        JsonNode at = containers[_random.Next(containers.Count)];
        if (at is JsonArray array) Change(array);
        else Change(at.AsObject(), containers);
    }

    private void Change(JsonArray array)
    {
        int index = array.Count == 0 ? 0 : _random.Next(array.Count);
        switch (_random.Next(4))
        {
            case 0 when array.Count > 0: array.RemoveAt(index); break;
            case 1 when array.Count > 0: array.Insert(_random.Next(array.Count + 1), array[index]?.DeepClone()); break;
            case 2 when array.Count > 0: array[index] = Value(); break;
            default: array.Add(Value()); break;
        }
    }

    private void Change(JsonObject node, List<JsonNode> containers)
    {
        string[] names = [.. node.Select(property => property.Key)];
        switch (_random.Next(4))
        {
            case 0 when names.Length > 0: _ = node.Remove(names[_random.Next(names.Length)]); break;
            case 1:
                string[] all = [.. containers.OfType<JsonObject>().SelectMany(other => other.Select(property => property.Key)).Append("zz").Append("columns").Append("initial").Append("writer").Append("place").Append("order")];
                node[all[_random.Next(all.Length)]] = Value();
                break;
            default:
                if (names.Length > 0) node[names[_random.Next(names.Length)]] = Value();
                break;
        }
    }

    private JsonNode? Value() => JsonNode.Parse(Values[_random.Next(Values.Length)]);

    private static void Gather(JsonNode node, List<JsonNode> containers)
    {
        containers.Add(node);
        IEnumerable<JsonNode?> children = node is JsonArray array ? array : node.AsObject().Select(property => property.Value);
        foreach (JsonNode? child in children)
        {
            if (child is JsonArray or JsonObject) Gather(child, containers);
        }
    }
}
