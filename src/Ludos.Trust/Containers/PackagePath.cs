namespace Ludos.Trust;

/// <summary>
/// The paths that a package may hold: relative, '/' between parts, every part safe on any file system, so that a package means
/// the same wherever it is unpacked.
/// </summary>
public static class PackagePath
{
    private static readonly string[] DeviceNames = ["con", "prn", "aux", "nul"];

    /// <returns>What is wrong with a path, as the end of a sentence that begins with it; null when it may be used.</returns>
    public static string? Problem(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0) return "is empty";
        if (path.Length > TrustLimits.MaxPathBytes) return $"is longer than {TrustLimits.MaxPathBytes} bytes";
        if (path[0] == '/') return "is absolute";
        if (path.Contains('\\', StringComparison.Ordinal)) return "has a backslash; parts are joined by '/'";
        string[] parts = path.Split('/');
        if (parts.Length > TrustLimits.MaxPathDepth) return $"has more than {TrustLimits.MaxPathDepth} parts";
        foreach (string part in parts)
        {
            if (PartProblem(part) is { } problem) return problem;
        }

        return null;
    }

    private static string? PartProblem(string part)
    {
        if (part.Length == 0) return "has an empty part";
        if (part is "." or "..") return "has a part that leads elsewhere";
        if (part[0] == '.') return "has a hidden part";
        if (part[^1] == '.') return "has a part that ends in '.'";
        foreach (char c in part)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_')) return "has a character other than letters, digits, '.', '-' and '_'";
        }

        int dot = part.IndexOf('.', StringComparison.Ordinal);
        return IsDevice(dot < 0 ? part : part[..dot]) ? "has a part that is a device on Windows" : null;
    }

    private static bool IsDevice(string stem)
    {
        if (DeviceNames.Contains(stem, StringComparer.OrdinalIgnoreCase)) return true;
        return stem.Length == 4
            && char.IsAsciiDigit(stem[3])
            && (stem.StartsWith("com", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("lpt", StringComparison.OrdinalIgnoreCase));
    }
}
