using System.Text.Json.Nodes;

namespace Ludos.Bench.State.Browser;

/// <summary>Shoal without its view: ten thousand fish published at every tick, and no screen that anybody draws.</summary>
internal static class PointWorld
{
    public const string Region = "fish";
    public const int Elements = 10_000;

    private const string DrawingModule = "view";

    /// <summary>Writes the game into a folder and returns its path.</summary>
    public static string Make(StateBenchContext context)
    {
        var shoal = Path.Combine(context.RepositoryRoot, "games", "shoal");
        var folder = context.Scratch.CreateSubdirectory("points").FullName;
        var game = JsonNode.Parse(File.ReadAllText(Path.Combine(shoal, "game.json")))!.AsObject();
        var modules = game["modules"]!.AsArray().Select(module => module!.GetValue<string>()).Where(module => module != DrawingModule).ToArray();
        foreach (var module in modules)
        {
            var target = Directory.CreateDirectory(Path.Combine(folder, module)).FullName;
            foreach (var file in Directory.EnumerateFiles(Path.Combine(shoal, module)))
            {
                File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
            }
        }

        game["modules"] = new JsonArray([.. modules.Select(module => (JsonNode)module)]);
        game["mods"] = new JsonArray();
        game["screen"] = null;
        File.WriteAllText(Path.Combine(folder, "game.json"), game.ToJsonString());
        return folder;
    }
}
