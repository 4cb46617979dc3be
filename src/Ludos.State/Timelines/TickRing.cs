using System.Runtime.InteropServices;

namespace Ludos.State;

/// <summary>
/// Records of ticks, each in one piece, in a ring of native memory: what was recorded longest ago makes room. Records are numbered from 0 and never renumbered.
/// </summary>
internal sealed unsafe class TickRing : IDisposable
{
    internal const int Alignment = 64;

    private readonly TickEntry[] _entries;
    private readonly long _capacity;
    private byte* _memory;
    private long _next;
    private long _oldest;

    internal TickRing(long capacityBytes, int maxTicks)
    {
        _capacity = capacityBytes / Alignment * Alignment;
        _entries = new TickEntry[maxTicks];
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)_capacity, Alignment);
    }

    /// <summary>Bytes of records that are kept.</summary>
    internal long KeptBytes { get; private set; }

    /// <summary>The number that the next record gets.</summary>
    internal long Next => _next;

    /// <summary>True while the way from the record's tick to the one before is there.</summary>
    internal bool IsKept(long record) => record >= _oldest && record < _next;

    /// <summary>The entry of a record that is kept.</summary>
    internal ref TickEntry Entry(long record) => ref _entries[record % _entries.Length];

    internal byte* Bytes(long record) => _memory + Entry(record).Offset;

    /// <summary>Makes room for a record, at the expense of the oldest, and adds it. Null when it is larger than the ring; then nothing was done.</summary>
    /// <param name="bytes">At least one: a record without bytes would have no place in the order of the ring.</param>
    internal byte* Add(in TickEntry entry, long bytes)
    {
        bytes = (bytes + Alignment - 1) / Alignment * Alignment;
        if (bytes > _capacity)
        {
            return null;
        }

        var end = _next == _oldest ? 0 : Entry(_next - 1).Offset + Entry(_next - 1).Bytes;
        var start = end + bytes <= _capacity ? end : 0;
        while (_oldest < _next && (_next - _oldest >= _entries.Length || IsInTheWay(Entry(_oldest), start, start + bytes, end)))
        {
            KeptBytes -= Entry(_oldest).Bytes;
            _oldest++;
        }

        Entry(_next) = entry with { Offset = start, Bytes = bytes };
        _next++;
        KeptBytes += bytes;
        return _memory + start;
    }

    /// <summary>Takes the newest records back, from <paramref name="record"/> on.</summary>
    internal void CutBack(long record)
    {
        while (_next > record && _next > _oldest)
        {
            _next--;
            KeptBytes -= Entry(_next).Bytes;
        }
    }

    /// <summary>Lets every record go. Numbers go on.</summary>
    internal void Clear()
    {
        _oldest = _next;
        KeptBytes = 0;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }

    /// <summary>Records lie in the ring in the order of their age; one that begins behind the newest is in the way as soon as the ring begins anew.</summary>
    private static bool IsInTheWay(in TickEntry oldest, long start, long end, long newestEnd) =>
        (oldest.Offset < end && start < oldest.Offset + oldest.Bytes) || (start < newestEnd && oldest.Offset >= newestEnd);
}
