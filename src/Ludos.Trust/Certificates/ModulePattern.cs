namespace Ludos.Trust;

/// <summary>Which modules a certificate reaches: an id; <c>ID.*</c>, all ids below it but not itself; or <c>*</c>, all.</summary>
public static class ModulePattern
{
    private const string All = "*";
    private const string Below = ".*";

    /// <summary>Whether a text is a pattern.</summary>
    public static bool IsPattern(string text) =>
        text is not null && (text == All || TrustNames.IsModuleId(text.EndsWith(Below, StringComparison.Ordinal) ? text[..^Below.Length] : text));

    /// <summary>Whether one of the patterns reaches a module.</summary>
    public static bool AnyCovers(IEnumerable<string> patterns, string moduleId) => patterns.Any(pattern => Covers(pattern, moduleId));

    /// <summary>Whether everything that a pattern reaches is reached by one of the others.</summary>
    public static bool IsWithin(string pattern, IEnumerable<string> others)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return others.Any(other => other == All || other == pattern || (pattern != All && Covers(other, pattern)));
    }

    private static bool Covers(string pattern, string moduleId) =>
        pattern == All || pattern == moduleId || (pattern.EndsWith(Below, StringComparison.Ordinal) && moduleId.StartsWith(pattern[..^1], StringComparison.Ordinal));
}
