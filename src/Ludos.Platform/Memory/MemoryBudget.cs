using System.Globalization;

namespace Ludos.Platform.Memory;

/// <summary>
/// How much memory may still be reserved. Reserving pages of a memfd past that does not fail: it wakes the kernel's
/// out-of-memory killer, so it has to be asked first.
/// </summary>
public static class MemoryBudget
{
    /// <summary>Left free for everything else on the machine.</summary>
    public const long MarginBytes = 64L << 20;

    private const string CgroupRoot = "/sys/fs/cgroup";

    /// <summary>Bytes that may still be reserved, never negative; <see cref="long.MaxValue"/> where the platform does not say.</summary>
    public static long AvailableBytes()
    {
        if (!OperatingSystem.IsLinux())
        {
            return long.MaxValue;
        }

        var left = MachineLeft();
        foreach (var line in Lines("/proc/self/cgroup"))
        {
            // Version 2 has one line, "0::PATH"; version 1 one for each controller, "4:memory:PATH".
            const string version2 = "0::";
            const string version1 = ":memory:";
            if (line.StartsWith(version2, StringComparison.Ordinal))
            {
                left = Math.Min(left, GroupLeft(CgroupRoot, line[version2.Length..], "memory.max", "memory.current"));
            }
            else if (line.IndexOf(version1, StringComparison.Ordinal) is >= 0 and var at)
            {
                left = Math.Min(left, GroupLeft($"{CgroupRoot}/memory", line[(at + version1.Length)..], "memory.limit_in_bytes", "memory.usage_in_bytes"));
            }
        }

        return left == long.MaxValue ? left : Math.Max(0, left - MarginBytes);
    }

    private static long MachineLeft()
    {
        foreach (var line in Lines("/proc/meminfo"))
        {
            if (line.StartsWith("MemAvailable:", StringComparison.Ordinal)
                && long.TryParse(line.AsSpan("MemAvailable:".Length).Trim().TrimEnd("kB").Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var kib))
            {
                return kib * 1024;
            }
        }

        return long.MaxValue;
    }

    /// <summary>Inside a container the path named is the host's, while the mount shows the container's own group at its root: so both are asked.</summary>
    private static long GroupLeft(string mount, string path, string limitName, string usageName) =>
        Math.Min(FolderLeft(mount + path.TrimEnd('/'), limitName, usageName), FolderLeft(mount, limitName, usageName));

    private static long FolderLeft(string folder, string limitName, string usageName) =>
        Number($"{folder}/{limitName}") is { } limit && Number($"{folder}/{usageName}") is { } usage ? limit - Math.Max(0, usage - CachedFiles(folder)) : long.MaxValue;

    /// <summary>Usage counts cached files, which the kernel drops as soon as someone needs the memory. Segments are not among them.</summary>
    private static long CachedFiles(string folder)
    {
        var sum = 0L;
        foreach (var line in Lines($"{folder}/memory.stat"))
        {
            var isCached = line.StartsWith("active_file ", StringComparison.Ordinal) || line.StartsWith("inactive_file ", StringComparison.Ordinal);
            if (isCached && long.TryParse(line.AsSpan(line.IndexOf(' ', StringComparison.Ordinal) + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes))
            {
                sum += bytes;
            }
        }

        return sum;
    }

    /// <summary>Null for "max" and for what is not there.</summary>
    private static long? Number(string path) =>
        Lines(path) is [var line, ..] && long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string[] Lines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
