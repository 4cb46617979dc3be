namespace Ludos.Distribution;

/// <summary>Addresses below a folder of a server, exactly as composed: an escaped slash or dot stays escaped.</summary>
public static class RepositoryAddress
{
    private static readonly UriCreationOptions Verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <param name="folder">With or without a slash at its end.</param>
    /// <param name="escapedPath">Escaped already; no slash before it.</param>
    public static Uri Below(Uri folder, string escapedPath)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(escapedPath);
        return new Uri($"{folder.AbsoluteUri.TrimEnd('/')}/{escapedPath}", Verbatim);
    }

    /// <summary>Escapes each segment of a path that may hold anything.</summary>
    public static string Escape(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
    }
}
