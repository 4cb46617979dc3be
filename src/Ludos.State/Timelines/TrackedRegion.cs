using System.Numerics;
using System.Runtime.InteropServices;

namespace Ludos.State;

/// <summary>A region of a timeline: its writer, what the writer says it changed, and the content as it was when the timeline last looked.</summary>
internal sealed unsafe class TrackedRegion : IDisposable
{
    private const int LineBytes = LineSet.LineBytes;

    private readonly int _index;
    private readonly LineSet _lines;
    private readonly long _paddedBytes;
    private ChangeFollower _follower;
    private byte* _shadow;
    private int _runCount;
    private int _lineCount;

    internal TrackedRegion(int index, RegionWriter writer)
    {
        _index = index;
        Writer = writer;
        _follower = writer.FollowChanges();
        _paddedBytes = PaddedBytes(writer.Region);
        _lines = new LineSet(_paddedBytes);
        _shadow = (byte*)NativeMemory.AlignedAlloc((nuint)_paddedBytes, LineBytes);
    }

    internal RegionWriter Writer { get; private set; }

    internal Region Region => Writer.Region;

    internal static long PaddedBytes(Region region) => (region.SizeBytes + LineBytes - 1) / LineBytes * LineBytes;

    /// <summary>Copy, sets of lines and their upper bits.</summary>
    internal static long CostBytes(Region region) => PaddedBytes(region) + (PaddedBytes(region) / LineBytes / 2);

    internal void Adopt(RegionWriter writer)
    {
        _follower.Dispose();
        Writer = writer;
        _follower = writer.FollowChanges();
    }

    /// <summary>Takes the content as it is, without a record.</summary>
    internal void Look()
    {
        Buffer.MemoryCopy(Region.FrontPointer, _shadow, _paddedBytes, _paddedBytes);
        _follower.Clear();
    }

    /// <summary>Finds the lines in which the front differs from the last look. Returns the bytes of their record, 0 when there are none.</summary>
    internal long FindChanges()
    {
        _lines.Clear();
        (_runCount, _lineCount) = (0, 0);
        if (_follower.IsEmpty)
        {
            return 0;
        }

        if (_follower.IsAll)
        {
            CompareAll(Region.FrontPointer);
        }
        else
        {
            CompareFollowed(Region.FrontPointer);
        }

        for (var from = 0; _lines.TryNext(from, out var first, out var end); from = end)
        {
            _runCount++;
            _lineCount += end - first;
        }

        return _runCount == 0 ? 0 : LineRecord.SizeBytes(_runCount, _lineCount);
    }

    /// <summary>Writes the record of what <see cref="FindChanges"/> found; it is then part of the past. Returns what follows the record.</summary>
    internal byte* Record(byte* at)
    {
        _follower.Clear();
        return _runCount == 0 ? at : LineRecord.Write(at, _index, _runCount, _lineCount, _lines, Region.FrontPointer, _shadow);
    }

    /// <summary>Takes the shadow over a tick; the region itself follows in <see cref="Publish"/>.</summary>
    internal void Apply(byte* record) => LineRecord.Apply(record, _shadow, _lines);

    /// <summary>Puts the shadow in front, under a new epoch, if it differs from it.</summary>
    internal void Publish()
    {
        if (!_lines.IsEmpty)
        {
            using var scope = Writer.Begin(WriteMode.Patch);
            scope.Paste(_lines, _shadow);
            _ = scope.Publish();
        }

        _follower.Clear();
    }

    /// <summary>An older content, with the shadow left where it is: the next record will tell it as a change.</summary>
    internal WriteScope BeginAside()
    {
        _ = FindChanges();
        var scope = Writer.Begin(WriteMode.Patch);
        scope.Paste(_lines, _shadow);
        return scope;
    }

    public void Dispose()
    {
        _follower.Dispose();
        _lines.Dispose();
        NativeMemory.AlignedFree(_shadow);
        _shadow = null;
    }

    private void CompareFollowed(byte* front)
    {
        for (var group = 0; group < _follower.Lines.Groups; group++)
        {
            for (var above = _follower.Lines.Group(group); above != 0; above &= above - 1)
            {
                var word = BitOperations.TrailingZeroCount(above);
                var changed = _follower.Lines.Word(group, word);
                var start = (long)((group << 6) + word) << 6;
                for (var bits = changed; bits != 0; bits &= bits - 1)
                {
                    var line = BitOperations.TrailingZeroCount(bits);
                    var at = (start + line) * LineBytes;
                    changed &= LineXor.IsEqual(front + at, _shadow + at) ? ~(1UL << line) : ulong.MaxValue;
                }

                _lines.Put(group, word, changed);
            }
        }
    }

    private void CompareAll(byte* front)
    {
        const int lineBlocks = LineBytes / BlockCompare.BlockBytes;
        const int linesPerChunk = BlockCompare.BlocksPerChunk / lineBlocks;
        var chunks = (_paddedBytes + BlockCompare.ChunkBytes - 1) / BlockCompare.ChunkBytes;
        for (long chunk = 0; chunk < chunks; chunk++)
        {
            var at = chunk * BlockCompare.ChunkBytes;
            var left = (int)Math.Min(BlockCompare.ChunkBytes, _paddedBytes - at);
            var blocks = left == BlockCompare.ChunkBytes
                ? BlockCompare.Chunk(ref front[at], ref _shadow[at])
                : BlockCompare.Tail(new ReadOnlySpan<byte>(front + at, left), new ReadOnlySpan<byte>(_shadow + at, left));
            if (blocks != 0)
            {
                var first = chunk * linesPerChunk;
                var lines = (ulong)BlockCompare.Pairs(blocks) << (int)(first % 64);
                _lines.Put((int)(first >> 12), (int)(first >> 6 & 63), lines);
            }
        }
    }
}
