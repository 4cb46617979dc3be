using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Names of metadata and target files, at a repository and on a disk.</summary>
public static class TufNames
{
    private const int MaxPlainNameLength = 160;

    private static readonly FrozenSet<string> Reserved = Enumerable.Range(1, 9)
        .SelectMany(number => new[] { $"com{number}", $"lpt{number}" })
        .Concat(["con", "prn", "aux", "nul"])
        .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A role's file, its name escaped for one segment of a URL's path.</summary>
    /// <param name="version">Null for a file whose name has none.</param>
    public static string File(string role, long? version)
    {
        var name = Uri.EscapeDataString(role) + ".json";
        return version is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number}.{name}") : name;
    }

    /// <summary>A target's path in a consistent repository: the digest stands before the file's name, behind the last slash. Not escaped.</summary>
    public static string Target(string path, string digest)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = path.LastIndexOf('/') + 1;
        return $"{path[..name]}{digest}.{path[name..]}";
    }

    /// <summary>
    /// A name for a file on any system, without an ending. All but small letters, digits, hyphen and underline is escaped: two roles or paths
    /// never share a file, whatever the file system makes of case, and none leads elsewhere. A very long name becomes its digest.
    /// </summary>
    public static string Local(string name)
    {
        var escaped = new StringBuilder();
        foreach (var unit in Encoding.UTF8.GetBytes(name))
        {
            _ = char.IsAsciiLetterLower((char)unit) || char.IsAsciiDigit((char)unit) || unit is (byte)'-' or (byte)'_'
                ? escaped.Append((char)unit)
                : escaped.Append(CultureInfo.InvariantCulture, $"%{unit:x2}");
        }

        var text = escaped.ToString();
        return text.Length > MaxPlainNameLength ? $"%sha256-{Digest.Of(Encoding.UTF8.GetBytes(name))}"
            : Reserved.Contains(text) ? $"%{(int)text[0]:x2}{text[1..]}"
            : text;
    }
}
