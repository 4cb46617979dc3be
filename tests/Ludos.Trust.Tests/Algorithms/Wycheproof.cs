using System.Text.Json;

namespace Ludos.Trust.Tests.Algorithms;

/// <summary>Where the public Wycheproof vectors lie, and how one reads them.</summary>
internal static class Wycheproof
{
    public const string Variable = "LUDOS_CONFORMANCE";

    private const string Subfolder = "crypto";

    /// <summary>The folder of vectors, or null when there is none on this machine.</summary>
    public static string? Folder { get; } = Find();

    public static string SkipReason(string file, int count) =>
        $"{count} Wycheproof vectors are absent: set {Variable} to the folder that holds {Subfolder}/{file}, or put it at ../shared/conformance.";

    /// <summary>Every test of a file, with its group.</summary>
    public static IReadOnlyList<(JsonElement Group, JsonElement Test)> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder!, file)));
        return [.. document.RootElement.GetProperty("testGroups").EnumerateArray().SelectMany(group => group.GetProperty("tests").EnumerateArray().Select(test => (group.Clone(), test.Clone())))];
    }

    public static byte[] Hex(this JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);

    public static string Name(this JsonElement test) => $"tcId {test.GetProperty("tcId").GetInt32()}: {test.GetProperty("comment").GetString()}";

    public static bool IsValid(this JsonElement test) => test.GetProperty("result").GetString() == "valid";

    private static string? Find()
    {
        var folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Path.Combine(Root(), "..", "shared", "conformance");
        var vectors = Path.GetFullPath(Path.Combine(folder, Subfolder));
        return Directory.Exists(vectors) ? vectors : null;
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ludos.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No Ludos.slnx above {AppContext.BaseDirectory}.");
    }
}
