namespace Ludos.Trust;

/// <summary>Names of the top-level roles, and of the roles that Ludos repositories delegate to.</summary>
public static class TufRoles
{
    public const string Root = "root";
    public const string Timestamp = "timestamp";
    public const string Snapshot = "snapshot";
    public const string Targets = "targets";

    /// <summary>Bins that targets delegates to: one for each first hexadecimal digit of a target path's SHA-256.</summary>
    public const int BinCount = 16;

    private const string BinPrefix = "bin-";
    private const string DeveloperPrefix = "dev-";

    /// <summary>Whether a delegation must not take this name: it is a top-level role's, in any case of letters.</summary>
    public static bool IsTopLevel(string name) =>
        Equals(name, Root) || Equals(name, Timestamp) || Equals(name, Snapshot) || Equals(name, Targets);

    /// <summary>The bin's role: <c>bin-0</c> to <c>bin-f</c>.</summary>
    public static string Bin(int index) => $"{BinPrefix}{index:x1}";

    /// <summary>The bin that a target path falls into, 0 to 15.</summary>
    public static int BinOf(string targetPath) => PathDigest.Of(targetPath).Span[0] >> 4;

    /// <summary>The role of a developer, by the name in their certificate.</summary>
    public static string Developer(string name) => DeveloperPrefix + name;

    private static bool Equals(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
