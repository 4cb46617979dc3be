using System.Diagnostics;

namespace Ludos.Architecture.Tests;

/// <summary>The checkout under test: its root, and the files git tracks or would track.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to <see cref="Root"/>, forward slashes, ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } = ListFiles();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static IEnumerable<string> Sources(params string[] extensions) =>
        Files.Where(path => extensions.Contains(Path.GetExtension(path)) && !IsGenerated(path));

    private static bool IsGenerated(string path) =>
        path.Contains("/wwwroot/", StringComparison.Ordinal) || path.EndsWith(".g.cs", StringComparison.Ordinal);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ludos.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No Ludos.slnx above the test's output folder.");
    }

    private static List<string> ListFiles()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        })!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return [.. files.Where(path => File.Exists(Path.Combine(Root, path))).Distinct().Order(StringComparer.Ordinal)];
    }
}
