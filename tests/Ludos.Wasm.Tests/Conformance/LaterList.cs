namespace Ludos.Wasm.Tests.Conformance;

/// <summary>The committed list of proposals that the engine lacks, one a line. When it is empty, every directive of every script runs.</summary>
internal static class LaterList
{
    public const string FileName = "later.txt";

    private static string FilePath => Path.Combine(ConformanceData.ListFolder, FileName);

    public static IReadOnlyList<string> Load() => [.. File.ReadLines(FilePath).Where(line => line.Length > 0 && line[0] != '#')];
}
