namespace Ludos.Wasm.Tests.Conformance;

/// <summary>Where the public scripts lie, and where this test keeps its lists.</summary>
internal static class ConformanceData
{
    public const string Variable = "LUDOS_CONFORMANCE";

    /// <summary>Set to 1, the tests rewrite their committed lists from what they see.</summary>
    public const string UpdateVariable = "LUDOS_UPDATE_SNAPSHOTS";

    private const string Subfolder = "wasm";

    /// <summary>The folder of .wast scripts, or null when there is none on this machine.</summary>
    public static string? Scripts { get; } = FindScripts();

    public static string SkipReason { get; } =
        $"The WebAssembly test suite is absent: set {Variable} to the folder that holds {Subfolder}/*.wast, or put it at ../shared/conformance.";

    public static bool Updating => Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    public static string Root { get; } = FindRoot();

    public static string ListFolder { get; } = Path.Combine(Root, "tests", "Ludos.Wasm.Tests", "Conformance");

    /// <summary>Names of all scripts, relative to the folder, forward slashes, ordinal order.</summary>
    public static IReadOnlyList<string> Names() => Scripts is null
        ? []
        : [.. Directory.EnumerateFiles(Scripts, "*.wast", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Scripts, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Scripts!, name));

    private static string? FindScripts()
    {
        var folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? named
            : Path.Combine(FindRoot(), "..", "shared", "conformance");
        var scripts = Path.GetFullPath(Path.Combine(folder, Subfolder));
        return Directory.Exists(scripts) ? scripts : null;
    }

    private static string FindRoot()
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
