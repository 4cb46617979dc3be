using System.Text.RegularExpressions;

namespace Ludos.Modules;

/// <summary>
/// A pattern over a package's paths: <c>*</c> stands for any characters within a part, a part <c>**</c> for any number of parts,
/// none included. Case counts. Immutable and thread-safe.
/// </summary>
public sealed partial class PathPattern : IEquatable<PathPattern>
{
    private const string AnyParts = "**";

    private readonly string[] _parts;

    private PathPattern(string text)
    {
        Text = text;
        _parts = text.Split('/');
    }

    public string Text { get; }

    /// <returns>Null for what is no pattern.</returns>
    public static PathPattern? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= ModuleLimits.MaxPathBytes && Spelling().IsMatch(text) ? new PathPattern(text) : null;
    }

    /// <param name="path">By the rules of <see cref="Ludos.Trust.PackagePath"/>.</param>
    public bool IsMatch(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] parts = path.Split('/');
        return Matches(_parts.Length, parts.Length, at => _parts[at] == AnyParts, (at, place) => MatchesPart(_parts[at], parts[place]));
    }

    public bool Equals(PathPattern? other) => other is not null && other.Text == Text;

    public override bool Equals(object? obj) => Equals(obj as PathPattern);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;

    private static bool MatchesPart(string pattern, string part) =>
        Matches(pattern.Length, part.Length, at => pattern[at] == '*', (at, place) => pattern[at] == part[place]);

    /// <summary>Keeps one place to go back to, so that no pattern costs more than its length times the text's.</summary>
    /// <param name="isAny">Whether the pattern's symbol at an index stands for any number of the text's.</param>
    /// <param name="isSame">Whether the pattern's symbol at an index stands for the text's at another.</param>
    private static bool Matches(int patternLength, int textLength, Predicate<int> isAny, Func<int, int, bool> isSame)
    {
        (int at, int place) = (0, 0);
        (int anyAt, int anyPlace) = (-1, 0);
        while (place < textLength)
        {
            if (at < patternLength && isAny(at))
            {
                (anyAt, anyPlace) = (at, place);
                at++;
            }
            else if (at < patternLength && isSame(at, place))
            {
                at++;
                place++;
            }
            else if (anyAt >= 0)
            {
                anyPlace++;
                (at, place) = (anyAt + 1, anyPlace);
            }
            else
            {
                return false;
            }
        }

        while (at < patternLength && isAny(at)) at++;
        return at == patternLength;
    }

    [GeneratedRegex(@"^(\*\*|[A-Za-z0-9_*-][A-Za-z0-9._*-]*)(/(\*\*|[A-Za-z0-9_*-][A-Za-z0-9._*-]*)){0,15}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Spelling();
}
