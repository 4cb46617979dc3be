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

        var left = Math.Min(MachineLeft(), Math.Min(GroupLeft("0::", "", "memory.max", "memory.current"),
            GroupLeft(":memory:", "/memory", "memory.limit_in_bytes", "memory.usage_in_bytes")));
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

    private static long GroupLeft(string marker, string mount, string limitName, string usageName)
    {
        var line = Lines("/proc/self/cgroup").FirstOrDefault(candidate => candidate.Contains(marker, StringComparison.Ordinal));
        if (line is null)
        {
            return long.MaxValue;
        }

        // Inside a container the path named is the host's, while the mount shows the container's own group at its root.
        var path = line[(line.IndexOf(marker, StringComparison.Ordinal) + marker.Length)..].TrimStart('/');
        return new[] { $"{CgroupRoot}{mount}/{path}", $"{CgroupRoot}{mount}" }
            .Select(folder => Number($"{folder}/{limitName}") is { } limit && Number($"{folder}/{usageName}") is { } usage ? limit - usage + CachedFiles(folder) : long.MaxValue)
            .Min();
    }

    /// <summary>Usage counts cached files, which the kernel drops as soon as someone needs the memory. Segments are not among them.</summary>
    private static long CachedFiles(string folder) => Lines($"{folder}/memory.stat")
        .Select(line => line.Split(' '))
        .Where(fields => fields is ["active_file" or "inactive_file", _])
        .Sum(fields => long.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0);

    /// <summary>Null for "max" and for what is not there.</summary>
    private static long? Number(string path) =>
        long.TryParse(Lines(path).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

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
