using System.Globalization;

namespace Ludos.Platform.Faults;

/// <summary>Where code from files is mapped: the runtime itself, libraries, and managed code that was compiled ahead of time. What the just-in-time compiler makes is elsewhere.</summary>
internal static class FileCode
{
    private const string Maps = "/proc/self/maps";

    /// <summary>Executable ranges backed by files, in order, adjoining ones joined, with the file of the first.</summary>
    public static List<(nuint Start, nuint End, string File)> Ranges()
    {
        var ranges = new List<(nuint Start, nuint End, string File)>();
        foreach (var line in File.ReadLines(Maps))
        {
            // 7f10-7f20 r-xp 00000000 08:01 42    /usr/lib/libc.so.6
            var fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length < 6 || !fields[1].Contains('x', StringComparison.Ordinal) || !fields[5].StartsWith('/') || fields[5].StartsWith("/memfd:", StringComparison.Ordinal))
            {
                continue;
            }

            var dash = fields[0].IndexOf('-', StringComparison.Ordinal);
            if (!nuint.TryParse(fields[0].AsSpan(0, dash), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var start)
                || !nuint.TryParse(fields[0].AsSpan(dash + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var end))
            {
                continue;
            }

            if (ranges.Count > 0 && ranges[^1].End == start && ranges[^1].File == fields[5])
            {
                ranges[^1] = ranges[^1] with { End = end };
            }
            else
            {
                ranges.Add((start, end, fields[5]));
            }
        }

        return ranges;
    }
}
