namespace Ludos.Platform.Processes;

/// <summary>Finds programs on the search path without running them. Thread-safe.</summary>
public static class ToolFinder
{
    /// <param name="name">File name without folder; on Windows without its extension.</param>
    /// <returns>The full path of the first match on PATH, or null.</returns>
    public static string? Find(string name)
    {
        var suffixes = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : new[] { "" };
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            foreach (var suffix in suffixes)
            {
                var candidate = Path.Combine(folder, name + suffix);
                if (File.Exists(candidate))
                {
                    return candidate;
                }
            }
        }

        return null;
    }
}
