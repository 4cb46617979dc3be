using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using NuGet.Versioning;

namespace Ludos.Modules;

/// <summary>The spelling rules of versions and ranges: SemVer 2.0 and interval notation, nothing looser.</summary>
public static partial class ManifestVersions
{
    internal const string AnyVersion = "(,)";

    internal static SemanticVersion Version(ManifestNode node)
    {
        string text = node.Text(ModuleLimits.MaxNameLength);
        return TryVersion(text, out SemanticVersion? version)
            ? version
            : throw node.Bad($"is \"{ManifestNode.Printable(text)}\", not a semantic version.", "Use MAJOR.MINOR.PATCH, such as 1.0.0.");
    }

    internal static VersionRange Range(ManifestNode node)
    {
        string text = node.Text(ModuleLimits.MaxRangeLength);
        if (TryRange(text, out VersionRange? range)) return range;
        string what = $"is \"{ManifestNode.Printable(text)}\", not a version range.";
        const string mend = "Use interval notation, such as [1.0.0,2.0.0).";
        throw RangePattern().IsMatch(text) ? node.BadTogether(what, mend) : node.Bad(what, mend);
    }

    /// <summary>Reads <c>MAJOR.MINOR.PATCH</c> with prerelease and build as SemVer 2.0 has them; at most nine digits a number.</summary>
    public static bool TryVersion(string text, [NotNullWhen(true)] out SemanticVersion? version)
    {
        version = null;
        return VersionPattern().IsMatch(text) && SemanticVersion.TryParse(text, out version);
    }

    /// <summary>Reads a range in interval notation: <c>[1.0.0,2.0.0)</c>, <c>[1.0.0]</c>, <c>(,2.0.0)</c>; a bare <c>1.0.0</c> is that version or newer, <c>(,)</c> is any.</summary>
    public static bool TryRange(string text, [NotNullWhen(true)] out VersionRange? range)
    {
        range = text == AnyVersion ? VersionRange.All : null;
        return range is not null || (RangePattern().IsMatch(text) && VersionRange.TryParse(text, out range));
    }

    [GeneratedRegex(@"^(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8})){2}(-(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)(\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"^(\[?[0-9][0-9A-Za-z.-]*\]?|[([]([0-9][0-9A-Za-z.-]*)?, ?([0-9][0-9A-Za-z.-]*)?[)\]])\z", RegexOptions.CultureInvariant)]
    private static partial Regex RangePattern();
}
