using Ludos.Platform.Memory;

namespace Ludos.State;

/// <summary>Where a region's parts lie in this process, and how its slots are addressed.</summary>
internal sealed unsafe class RegionMemory : IDisposable
{
    private readonly SharedSegment _segment;
    private volatile bool _isDisposed;

    internal RegionMemory(int index, RegionSchema schema, SharedSegment segment, RegionRecord* record, PinPages pins, OwnerLink? link = null)
    {
        Index = index;
        Schema = schema;
        _segment = segment;
        Record = record;
        Pins = pins;
        Link = link;
        Slots = schema.Slots;
        SizeBytes = (int)schema.SizeBytes;
        PitchBytes = SegmentLayout.SlotPitchBytes(schema);
        First = segment.Base;
    }

    internal int Index { get; }

    internal RegionSchema Schema { get; }

    internal RegionRecord* Record { get; }

    internal PinPages Pins { get; }

    /// <summary>The way to the arena's owner; null in the owner itself.</summary>
    internal OwnerLink? Link { get; }

    internal int Slots { get; }

    internal int SizeBytes { get; }

    internal long PitchBytes { get; }

    internal byte* First { get; }

    internal bool IsWritable => _segment.IsWritable;

    internal SharedSegment Segment => _segment;

    internal ulong ReadWord() => Volatile.Read(ref Record->Word);

    /// <summary>A slot that exists, whatever the word says: the word comes from memory that another process may have written.</summary>
    internal int SafeSlot(ulong word)
    {
        var slot = SlotWord.Slot(word);
        return slot < Slots ? slot : 0;
    }

    internal byte* SlotBytes(int slot) => First + (PitchBytes * slot);

    internal SlotRecord* SlotRecord(int slot) => RegionRecord.Slot(Record, slot);

    /// <summary>Set when the arena is disposed, before the memory goes: what is disposed later touches nothing.</summary>
    internal bool IsDisposed => _isDisposed;

    internal void Close() => _isDisposed = true;

    public void Dispose()
    {
        Close();
        _segment.Dispose();
    }
}
