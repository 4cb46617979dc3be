using Ludos.Base;
using Ludos.Platform.Processes;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// A control segment as this process sees it: header and directory. <see cref="Open"/> trusts nothing: every number that another process wrote is copied
/// once and checked before it is used, so bytes of any content give answers or faults.
/// </summary>
internal readonly unsafe struct ControlView
{
    private const int HalfBits = 64;

    private readonly byte* _base;

    private ControlView(byte* basePointer, int maxRegions)
    {
        _base = basePointer;
        MaxRegions = maxRegions;
    }

    internal int MaxRegions { get; }

    /// <summary>Regions in the directory, 0 to <see cref="MaxRegions"/> whatever the segment says.</summary>
    internal int RegionCount => (int)Math.Min(Volatile.Read(ref Line->RegionCount), (uint)MaxRegions);

    /// <summary>Counts what was added and what was moved. One word, for whoever follows the directory.</summary>
    internal uint* Changes => &Line->Changes;

    internal UInt128 WorldId => ((UInt128)Header->WorldIdHigh << HalfBits) | Header->WorldIdLow;

    private ArenaHeader* Header => (ArenaHeader*)(_base + ArenaLayout.ControlMap.HeaderOffset);

    private DirectoryLine* Line => (DirectoryLine*)(_base + ArenaLayout.ControlMap.DirectoryOffset);

    /// <summary>Writes the header of a new arena. The magic number comes last.</summary>
    internal static ControlView Make(byte* basePointer, long sizeBytes, int maxRegions, UInt128 worldId)
    {
        var header = (ArenaHeader*)(basePointer + ArenaLayout.ControlMap.HeaderOffset);
        header->Version = ArenaLayout.LayoutVersion;
        header->MaxRegions = (uint)maxRegions;
        header->ControlBytes = (ulong)sizeBytes;
        header->WorldIdLow = (ulong)worldId;
        header->WorldIdHigh = (ulong)(worldId >> HalfBits);
        header->OwnerPid = (uint)ProcessIdentity.Current.Pid;
        header->OwnerStartLow = (uint)ProcessIdentity.Current.StartTicks;
        Volatile.Write(ref header->Magic, ArenaLayout.ArenaMagic);
        return new ControlView(basePointer, maxRegions);
    }

    /// <param name="sizeBytes">What is mapped at <paramref name="basePointer"/>.</param>
    internal static Result<ControlView, ArenaErrorCode> Open(byte* basePointer, long sizeBytes)
    {
        if (sizeBytes < ArenaLayout.ControlMap.EntriesOffset)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.Truncated, $"The control segment is {sizeBytes} bytes long, its header alone {ArenaLayout.ControlMap.EntriesOffset}.");
        }

        var header = *(ArenaHeader*)(basePointer + ArenaLayout.ControlMap.HeaderOffset);
        if (header.Magic != ArenaLayout.ArenaMagic)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.BadHeader, "The control segment does not begin like an arena's.", "Give the socket of a running game.");
        }

        if (header.Version != ArenaLayout.LayoutVersion)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.VersionMismatch, $"The arena is of version {header.Version}, this program reads {ArenaLayout.LayoutVersion}.", "Use the same build on both sides.");
        }

        if (header.MaxRegions is < 1 or > ArenaLayout.MaxRegions)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.Corrupt, $"The control segment claims room for {header.MaxRegions} regions, not 1 to {ArenaLayout.MaxRegions}.", "Restart the game that made the arena.");
        }

        var needed = SegmentLayout.ControlBytes((int)header.MaxRegions);
        return header.ControlBytes == (ulong)needed && sizeBytes >= needed
            ? new ControlView(basePointer, (int)header.MaxRegions)
            : new Fault<ArenaErrorCode>(ArenaErrorCode.Truncated, $"The control segment claims {header.ControlBytes} bytes and has {sizeBytes}; {header.MaxRegions} regions need {needed}.", "Restart the game that made the arena.");
    }

    /// <summary>What the directory says of a region below <see cref="RegionCount"/>; read from a copy, so that it cannot change while it is judged.</summary>
    internal Result<DirectoryRead, ArenaErrorCode> ReadEntry(int region)
    {
        Span<byte> copy = stackalloc byte[DirectoryCodec.EntryBytes];
        Entry(region).CopyTo(copy);
        return DirectoryCodec.Read(copy, region);
    }

    /// <summary>The generation that a region's entry names now.</summary>
    internal uint Generation(int region) => Volatile.Read(ref DirectoryCodec.Head(Entry(region)).Generation);

    /// <summary>Enters a region and shows it: the entry first, then the count, with release.</summary>
    internal void Append(int region, RegionSchema schema, long segmentBytes)
    {
        DirectoryCodec.Write(Entry(region), schema, segmentBytes, generation: 1);
        Volatile.Write(ref Line->RegionCount, (uint)region + 1);
        _ = Interlocked.Increment(ref Line->Changes);
    }

    /// <summary>The region's segment is another one from now on.</summary>
    internal void Move(int region, uint generation)
    {
        Volatile.Write(ref DirectoryCodec.Head(Entry(region)).Generation, generation);
        _ = Interlocked.Increment(ref Line->Changes);
    }

    private Span<byte> Entry(int region) => new(_base + SegmentLayout.EntryOffset(region), DirectoryCodec.EntryBytes);
}
