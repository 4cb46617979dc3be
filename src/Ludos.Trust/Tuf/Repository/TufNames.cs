using System.Globalization;

namespace Ludos.Trust;

/// <summary>Names of metadata and target files at a repository.</summary>
public static class TufNames
{
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
}
