using Ludos.Platform.Memory;
using Ludos.State;

namespace Ludos.Modules;

/// <summary>One region's place in a window area.</summary>
/// <param name="Offset">From the area's start, on a boundary of 64 KiB.</param>
/// <param name="IsMapped">The region's own slots lie there; else a copy.</param>
internal sealed record AreaPlace(Region Region, WindowUse Use, long Offset, long SizeBytes, bool IsMapped);

/// <summary>
/// Where the regions of one unit lie behind its memory: those that it only reads first, so that one range tells whether a store hits one of them.
/// </summary>
internal sealed class WindowArea
{
    private WindowArea(IReadOnlyList<AreaPlace> places, long readOnlyBytes, long sizeBytes)
    {
        Places = places;
        ReadOnlyBytes = readOnlyBytes;
        SizeBytes = sizeBytes;
    }

    public IReadOnlyList<AreaPlace> Places { get; }

    /// <summary>Bytes from the area's start that the unit may not write.</summary>
    public long ReadOnlyBytes { get; }

    public long SizeBytes { get; }

    /// <param name="pointers">Names of the regions whose place the host chooses.</param>
    /// <param name="map">False: all are copies.</param>
    public static WindowArea Plan(UnitDescriptor unit, IReadOnlySet<string> pointers, IRegionTable regions, bool map)
    {
        var places = new List<AreaPlace>();
        long at = 0;
        void Add(IEnumerable<string> names, WindowUse use)
        {
            foreach (string name in names.Where(pointers.Contains))
            {
                if (!regions.TryGet(name, out Region? region)) continue;
                bool isMapped = map && use != WindowUse.ReadPrevious && region.SlotsBytes != 0;
                long sizeBytes = isMapped ? region.SlotsBytes : SharedSegment.Align(region.SizeBytes);
                places.Add(new AreaPlace(region, use, at, sizeBytes, isMapped));
                at += sizeBytes;
            }
        }

        Add(unit.Reads, WindowUse.Read);
        Add(unit.ReadsPrevious, WindowUse.ReadPrevious);
        long readOnlyBytes = at;
        Add(unit.Writes.Except(unit.Replaces), WindowUse.Write);
        Add(unit.Replaces, WindowUse.Replace);
        return new WindowArea(places, readOnlyBytes, at);
    }

    /// <summary>The region that lies at an offset from the area's start; null behind its end.</summary>
    public string? RegionAt(long offset) => Places.FirstOrDefault(place => offset >= place.Offset && offset < place.Offset + place.SizeBytes)?.Region.Name;
}
