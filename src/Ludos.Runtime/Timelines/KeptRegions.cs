using Ludos.State;

namespace Ludos.Runtime.Timelines;

/// <summary>The regions that are kept, and where each lies in a world of plain bytes. Tick thread only.</summary>
internal sealed class KeptRegions
{
    private const int AlignmentBytes = 64;

    private readonly (Region Region, RegionWriter Writer, int Offset, int Length)[] _regions;
    private readonly ulong[] _epochs;

    public KeptRegions(IEnumerable<(Region Region, RegionWriter Writer)> regions)
    {
        var offset = 0L;
        var placed = new List<(Region, RegionWriter, int, int)>();
        foreach (var (region, writer) in regions)
        {
            placed.Add((region, writer, (int)Math.Min(offset, int.MaxValue), (int)region.SizeBytes));
            offset += (region.SizeBytes + AlignmentBytes - 1) / AlignmentBytes * AlignmentBytes;
        }

        _regions = [.. placed];
        _epochs = new ulong[_regions.Length];
        WorldBytes = offset;
    }

    /// <summary>Of all regions together. More than an array can hold: such a world is not kept.</summary>
    public long WorldBytes { get; }

    public int Count => _regions.Length;

    /// <summary>Takes the world as it is.</summary>
    public void CopyTo(Span<byte> world)
    {
        for (var index = 0; index < _regions.Length; index++)
        {
            var (region, _, offset, length) = _regions[index];
            _epochs[index] = region.Epoch;
            region.Front.CopyTo(world.Slice(offset, length));
        }
    }

    /// <summary>Writes how <paramref name="world"/> becomes the world as it is now, and makes it so. A region whose epoch has not moved is not looked at.</summary>
    /// <returns>Bytes written.</returns>
    public int Encode(Span<byte> world, Span<byte> destination)
    {
        var written = 0;
        for (var index = 0; index < _regions.Length; index++)
        {
            var (region, _, offset, length) = _regions[index];
            var epoch = region.Epoch;
            if (epoch != _epochs[index])
            {
                _epochs[index] = epoch;
                written += WorldDelta.Encode(region.Front, world.Slice(offset, length), offset, destination[written..]);
            }
        }

        return written;
    }

    /// <summary>Publishes <paramref name="world"/> under new epochs; a region that holds its part already is left alone.</summary>
    public void Publish(ReadOnlySpan<byte> world)
    {
        for (var index = 0; index < _regions.Length; index++)
        {
            var (region, writer, offset, length) = _regions[index];
            var content = world.Slice(offset, length);
            if (!region.Front.SequenceEqual(content))
            {
                using var scope = writer.Begin(WriteMode.Replace);
                content.CopyTo(scope.Bytes);
                _ = scope.Publish();
            }

            _epochs[index] = region.Epoch;
        }
    }
}
