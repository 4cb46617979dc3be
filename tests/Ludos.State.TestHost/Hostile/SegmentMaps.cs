using System.Globalization;

namespace Ludos.State.TestHost.Hostile;

/// <summary>One map of an arena's segment in this process.</summary>
internal sealed record SegmentMap(nuint Start, nuint Length, bool IsWritable);

/// <summary>The arena's segments as /proc/self/maps shows them.</summary>
internal static class SegmentMaps
{
    internal static List<SegmentMap> Own()
    {
        var found = new List<SegmentMap>();
        foreach (var line in File.ReadLines("/proc/self/maps").Where(line => line.Contains("/memfd:ludos", StringComparison.Ordinal)))
        {
            var fields = line.Split(' ', 3);
            var range = fields[0].Split('-');
            var start = nuint.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            found.Add(new SegmentMap(start, nuint.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) - start, fields[1][1] == 'w'));
        }

        return found;
    }
}
