namespace Ludos.Wasm.Tests.Conformance;

/// <summary>The committed list of single directives, in scripts that are run, which need a later proposal: <c>script:line:column..line:column count proposal</c>.</summary>
internal static class LaterList
{
    public const string FileName = "later.txt";

    private const string Header = """
        # Directives of scripts that are run, but which themselves need a proposal that the engine does not have yet.
        # script:first..last count proposal, positions as line:column. The conformance tests fail when this list and what they see differ, either way.

        """;

    private static string FilePath => Path.Combine(ConformanceData.ListFolder, FileName);

    public static ILookup<string, string> Load() =>
        File.ReadLines(FilePath).Where(line => line.Length > 0 && line[0] != '#').ToLookup(line => line[..line.IndexOf(':', StringComparison.Ordinal)]);

    public static void Save(IEnumerable<string> lines) => File.WriteAllText(FilePath, Header + string.Concat(lines.Select(line => line + "\n")));
}
