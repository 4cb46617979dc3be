namespace Ludos.Wasm.Tests.Wasi;

/// <summary>Fetches source packages with apt, from the release that this machine's own package lists name, without touching those lists.</summary>
internal static class DebianSources
{
    public static void Fetch(string package, string folder)
    {
        var state = Path.Combine(folder, "apt");
        Directory.CreateDirectory(Path.Combine(state, "lists", "partial"));
        Directory.CreateDirectory(Path.Combine(state, "parts"));
        File.WriteAllLines(Path.Combine(state, "parts", "release.sources"), ReleaseStanzas());
        File.WriteAllLines(Path.Combine(state, "parts", "release.list"), ReleaseLines());
        string[] options =
        [
            "-qq", "-o", "Dir::Etc::sourcelist=/dev/null", "-o", $"Dir::Etc::sourceparts={Path.Combine(state, "parts")}", "-o", $"Dir::State::lists={Path.Combine(state, "lists")}",
            "-o", $"Dir::Cache={state}", "-o", "APT::Sandbox::User=root", "-o", "Acquire::Retries=2",
        ];
        if (!Directory.EnumerateFiles(Path.Combine(state, "lists"), "*Sources*").Any())
        {
            ProgramSources.Capture("apt-get", [.. options, "update"], folder);
        }

        ProgramSources.Capture("apt-get", [.. options, "source", "--download-only", package], folder);
    }

    /// <summary>The stanzas of *.sources, asked for sources, for the release alone: updates may change the version that is pinned.</summary>
    private static IEnumerable<string> ReleaseStanzas()
    {
        foreach (var file in Listed("/etc/apt/sources.list.d", "*.sources"))
        {
            foreach (var stanza in File.ReadAllText(file).Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
            {
                var lines = stanza.Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();
                var suites = lines.FirstOrDefault(line => line.StartsWith("Suites:", StringComparison.Ordinal))?["Suites:".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
                var release = suites.FirstOrDefault(suite => !suite.Contains('-', StringComparison.Ordinal) && suite != "nodistro");
                if (release is null)
                {
                    continue;
                }

                foreach (var line in lines)
                {
                    yield return line.StartsWith("Types:", StringComparison.Ordinal) ? "Types: deb-src" : line.StartsWith("Suites:", StringComparison.Ordinal) ? $"Suites: {release}" : line;
                }

                yield return "";
            }
        }
    }

    private static IEnumerable<string> ReleaseLines() =>
        from file in Listed("/etc/apt", "sources.list")
        from line in File.ReadAllLines(file)
        let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where words is ["deb", _, ..] && words.Contains("main") && !line.Contains("-security", StringComparison.Ordinal) && !line.Contains("-updates", StringComparison.Ordinal)
        select "deb-src" + line[3..];

    private static IEnumerable<string> Listed(string folder, string pattern) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern) : [];
}
