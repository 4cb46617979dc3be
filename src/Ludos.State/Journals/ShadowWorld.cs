using System.Collections.Immutable;

namespace Ludos.State;

/// <summary>
/// The contents of a world's regions as a log has them so far, on the thread that writes the log: what each frame is compared with, and what a snapshot is made of.
/// </summary>
internal sealed class ShadowWorld
{
    private readonly ImmutableArray<RegionSchema> _regions;
    private readonly byte[][] _contents;
    private readonly ulong[] _epochs;
    private readonly RegionHash?[] _hashes;

    /// <param name="regions">As the log numbers them; each at most <see cref="LogLimits.MaxRegionBytes"/>.</param>
    public ShadowWorld(ImmutableArray<RegionSchema> regions)
    {
        _regions = regions;
        _contents = [.. regions.Select(region => new byte[region.SizeBytes])];
        _epochs = new ulong[regions.Length];
        _hashes = new RegionHash?[regions.Length];
    }

    public long SizeBytes => _contents.Sum(content => (long)content.Length);

    /// <summary>Takes a frame in without a record of it.</summary>
    public void Take(WorldFrame frame)
    {
        for (var index = 0; index < _contents.Length; index++)
        {
            if (frame.HasContent[index])
            {
                Set(index, frame.Content(index), frame.Epochs[index]);
            }
        }
    }

    /// <summary>Writes a delta of each region that the frame has, and takes the frame in.</summary>
    public void Write(LogWriter writer, WorldFrame frame)
    {
        for (var index = 0; index < _contents.Length; index++)
        {
            if (frame.HasContent[index] && frame.Epochs[index] > _epochs[index])
            {
                var content = frame.Content(index);
                var stamp = new DeltaStamp((uint)index, _regions[index].StrideBytes, _epochs[index], frame.Epochs[index]);
                var destination = writer.Open((int)RegionDelta.MaxBytes(content.Length));
                var bytes = RegionDelta.Encode(_contents[index], content, stamp, destination).Value;
                writer.Close(LogRecordKind.Delta, frame.Step, isCommit: false, bytes);
                Set(index, content, frame.Epochs[index]);
            }
        }
    }

    /// <summary>Writes every region whole.</summary>
    public void WriteKeys(LogWriter writer, ulong step)
    {
        for (var index = 0; index < _contents.Length; index++)
        {
            WriteKey(writer, step, index);
        }
    }

    /// <summary>Takes a region's content in and writes it whole.</summary>
    public void WriteKey(LogWriter writer, ulong step, RegionContent published)
    {
        Set(published.Region, published.Content, published.Epoch);
        WriteKey(writer, step, published.Region);
    }

    /// <summary>A hash of each region that is not volatile. Only what changed since it was last asked is hashed again.</summary>
    /// <returns>How many.</returns>
    public int Hash(Span<RegionHash> hashes)
    {
        var count = 0;
        for (var index = 0; index < _contents.Length; index++)
        {
            if (!_regions[index].IsVolatile)
            {
                hashes[count++] = _hashes[index] ??= RegionHash.Of(index, _epochs[index], _contents[index]);
            }
        }

        return count;
    }

    private void WriteKey(LogWriter writer, ulong step, int index)
    {
        var stamp = new DeltaStamp((uint)index, _regions[index].StrideBytes, 0, Math.Max(1, _epochs[index]));
        var destination = writer.Open((int)RegionDelta.MaxBytes(_contents[index].Length));
        writer.Close(LogRecordKind.Delta, step, isCommit: false, RegionDelta.EncodeKey(_contents[index], stamp, destination).Value);
    }

    private void Set(int index, ReadOnlySpan<byte> content, ulong epoch)
    {
        content.CopyTo(_contents[index]);
        _epochs[index] = epoch;
        _hashes[index] = null;
    }
}
