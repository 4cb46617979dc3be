using Ludos.Base;

namespace Ludos.State;

/// <summary>
/// A control segment as this process sees it. <see cref="Open"/> trusts nothing: every number that another process wrote is copied once and checked
/// before it is used, so bytes of any content give answers or faults.
/// </summary>
internal readonly unsafe struct ControlView
{
    private readonly byte* _base;

    private ControlView(byte* basePointer, int maxRegions)
    {
        _base = basePointer;
        MaxRegions = maxRegions;
    }

    internal int MaxRegions { get; }

    /// <summary>Regions in the directory, 0 to <see cref="MaxRegions"/> whatever the segment says.</summary>
    internal int RegionCount => Math.Clamp(Volatile.Read(ref Header->RegionCount), 0, MaxRegions);

    private ControlHeader* Header => (ControlHeader*)_base;

    /// <summary>Writes the header of a new arena. The magic number comes last.</summary>
    internal static ControlView Make(byte* basePointer, long sizeBytes, int maxRegions)
    {
        var header = (ControlHeader*)basePointer;
        header->Version = ControlLayout.Version;
        header->MaxRegions = maxRegions;
        header->ControlBytes = sizeBytes;
        Volatile.Write(ref header->Magic, ControlLayout.Magic);
        return new ControlView(basePointer, maxRegions);
    }

    /// <param name="sizeBytes">What is mapped at <paramref name="basePointer"/>.</param>
    internal static Result<ControlView, ArenaErrorCode> Open(byte* basePointer, long sizeBytes)
    {
        if (sizeBytes < ControlLayout.HeaderBytes)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.Truncated, $"The control segment is {sizeBytes} bytes long, its header alone {ControlLayout.HeaderBytes}.");
        }

        var header = (ControlHeader*)basePointer;
        if (Volatile.Read(ref header->Magic) != ControlLayout.Magic)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.BadHeader, "The control segment does not begin like an arena's.");
        }

        if (header->Version is var version && version != ControlLayout.Version)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.VersionMismatch, $"The arena is of version {version}, this program reads {ControlLayout.Version}.", "Use the same build on both sides.");
        }

        var maxRegions = header->MaxRegions;
        if (maxRegions is < 1 or > ControlLayout.MaxRegions)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.Corrupt, $"The control segment claims room for {maxRegions} regions, not 1 to {ControlLayout.MaxRegions}.");
        }

        var (claimed, needed) = (header->ControlBytes, ControlLayout.SizeBytes(maxRegions));
        return claimed == needed && sizeBytes >= needed
            ? new ControlView(basePointer, maxRegions)
            : new Fault<ArenaErrorCode>(ArenaErrorCode.Truncated, $"The control segment claims {claimed} bytes and has {sizeBytes}; {maxRegions} regions need {needed}.");
    }

    internal RegionRecord* Record(int region) => (RegionRecord*)(_base + ControlLayout.RecordOffset(region));

    /// <summary>What the directory says of a region below <see cref="RegionCount"/>; read from a copy, so that it cannot change while it is judged.</summary>
    internal Result<(RegionSchema Schema, long SegmentBytes), ArenaErrorCode> ReadEntry(int region)
    {
        Span<byte> copy = stackalloc byte[ControlLayout.EntryBytes];
        Entry(region).CopyTo(copy);
        return DirectoryEntry.Read(copy, region);
    }

    /// <summary>Enters a region and shows it: entry and record first, then the count, with release.</summary>
    internal void Append(int region, RegionSchema schema, long segmentBytes)
    {
        DirectoryEntry.Write(Entry(region), schema, segmentBytes);
        RegionRecord.Slot(Record(region), 0)->Epoch = 1;
        Volatile.Write(ref Record(region)->Word, SlotWord.Of(1, 0));
        Volatile.Write(ref Header->RegionCount, region + 1);
    }

    private Span<byte> Entry(int region) => new(_base + ControlLayout.EntryOffset(MaxRegions, region), ControlLayout.EntryBytes);
}
