namespace Ludos.Wasm.Tests.Conformance;

/// <summary>The committed list of assertions of which a later version of the standard says the opposite: <c>script:line reason</c>.</summary>
internal static class SupersededList
{
    public const string FileName = "superseded.txt";

    private static readonly Dictionary<string, string> Reasons =
        File.ReadLines(Path.Combine(ConformanceData.ListFolder, FileName)).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    public static int Count => Reasons.Count;

    /// <summary>Why that directive is not judged; null when it is.</summary>
    public static string? ReasonFor(string script, int line) => Reasons.GetValueOrDefault($"{script}:{line}");
}
