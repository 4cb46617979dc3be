using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Modules;

/// <summary>Reads a module's folder: only plain files inside it, never through a link, never more than a bound.</summary>
internal static class FolderFiles
{
    /// <returns>The size of a plain file, or null where there is none.</returns>
    public static long? SizeBytes(string folder, string path)
    {
        var file = new FileInfo(Path.Combine(folder, path));
        return file.Exists ? file.Length : null;
    }

    public static Result<byte[], ModuleErrorCode> Read(string folder, string path, long maxBytes)
    {
        string full = Path.Combine(folder, path);
        try
        {
            if (Linked(folder, path) is { } link) return LinkRefused(link);

            // A pipe or a device says 0 here, and opening one could wait for ever.
            if (new FileInfo(full) is { Exists: true, Length: 0 }) return Array.Empty<byte>();
            using var stream = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (stream.Length > maxBytes)
            {
                return new Fault<ModuleErrorCode>(ModuleErrorCode.TooLarge, $"{full} has {stream.Length} bytes; at most {maxBytes} fit.", "Make it smaller or move it to another module.");
            }

            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            return content;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string mend = path == ModuleManifest.FileName ? "Name a folder that holds a module.json." : "Check that it exists and can be read.";
            return new Fault<ModuleErrorCode>(ModuleErrorCode.Unreadable, $"{full} cannot be read: {error.Message}", mend);
        }
    }

    /// <returns>Paths, relative to <paramref name="folder"/>, of all files below one of its folders but hidden ones; none if it does not exist.</returns>
    public static Result<IReadOnlyList<string>, ModuleErrorCode> Below(string folder, string start)
    {
        var found = new List<string>();
        var pending = new Stack<string>();
        if (Directory.Exists(Path.Combine(folder, start))) pending.Push(start);
        try
        {
            while (pending.TryPop(out string? path))
            {
                if (Linked(folder, path) is { } link) return LinkRefused(link);
                foreach (FileSystemInfo entry in new DirectoryInfo(Path.Combine(folder, path)).EnumerateFileSystemInfos())
                {
                    if (entry.Name.StartsWith('.')) continue;
                    string child = path + "/" + entry.Name;
                    if (PackagePath.Problem(child) is { } problem) return new Fault<ModuleErrorCode>(ModuleErrorCode.BadPath, $"{ManifestNode.Printable(child)} {problem}.", "Rename it.");
                    if (entry is DirectoryInfo) pending.Push(child);
                    else found.Add(child);
                    if (found.Count > ModuleLimits.MaxFiles) return new Fault<ModuleErrorCode>(ModuleErrorCode.TooLarge, $"{Path.Combine(folder, start)} has more than {ModuleLimits.MaxFiles} files.", "Join small files.");
                }
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.Unreadable, $"{Path.Combine(folder, start)} cannot be listed: {error.Message}", "Check that it can be read.");
        }

        return found;
    }

    /// <returns>A fault that names the first part of the path, below the folder, that is a link; null when none is.</returns>
    public static Fault<ModuleErrorCode>? Link(string folder, string path)
    {
        try
        {
            return Linked(folder, path) is { } link ? LinkRefused(link) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Fault<ModuleErrorCode>(ModuleErrorCode.Unreadable, $"{Path.Combine(folder, path)} cannot be read: {error.Message}", "Check that it exists and can be read.");
        }
    }

    /// <returns>The first part of the path, below the folder, that is a link; null when none is.</returns>
    private static string? Linked(string folder, string path)
    {
        string full = folder;
        foreach (string part in path.Split('/'))
        {
            full = Path.Combine(full, part);
            if (File.ResolveLinkTarget(full, returnFinalTarget: false) is not null) return full;
        }

        return null;
    }

    private static Fault<ModuleErrorCode> LinkRefused(string path) =>
        new(ModuleErrorCode.BadPath, $"{path} is a link; a package holds only files inside its folder.", "Put a copy of the file in its place.");
}
