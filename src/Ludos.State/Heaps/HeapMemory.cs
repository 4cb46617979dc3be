using Ludos.Base;

namespace Ludos.State;

/// <summary>
/// Where a heap's parts lie in this process. Nothing that is read through it is trusted: numbers that size or address something are copied once, at the
/// opening, or checked at each use.
/// </summary>
internal sealed unsafe class HeapMemory
{
    private readonly byte* _segment;
    private readonly long _origin;
    private readonly long _area;

    private HeapMemory(byte* segment, long origin, uint granules)
    {
        _segment = segment;
        _origin = origin;
        Granules = granules;
        _area = origin + HeapLayout.AreaOffset(granules);
    }

    internal uint Granules { get; }

    internal HeapHead* Head => (HeapHead*)(_segment + _origin);

    /// <summary>Granules that may be touched; never more than there are records.</summary>
    internal uint Committed => Math.Min(Volatile.Read(ref Head->Committed), Granules);

    /// <summary>Offset of the area in the segment: what has to be reserved before the first block is.</summary>
    internal long AreaOffset => _area;

    /// <param name="granule">Below <see cref="Granules"/>.</param>
    internal GranuleRecord* Record(uint granule) => (GranuleRecord*)(_segment + _origin + HeapLayout.HeadBytes) + granule;

    internal GranuleState State(uint granule) => new(Volatile.Read(ref Record(granule)->State));

    internal void SetState(uint granule, GranuleState state) => Volatile.Write(ref Record(granule)->State, state.Word);

    internal byte* Bytes(uint granule) => _segment + _area + ((long)granule << HeapLayout.GranuleShift);

    internal byte* At(ulong offset) => _segment + offset;

    internal ulong OffsetOf(byte* pointer) => (ulong)(pointer - _segment);

    internal SlabHead* Slab(uint granule) => (SlabHead*)Bytes(granule);

    internal SlabItem* Item(uint slab, int index) => (SlabItem*)(Bytes(slab) + HeapLayout.LineBytes) + index;

    internal ulong ItemOffset(uint slab, int sizeClass, int index) =>
        OffsetOf(Bytes(slab)) + (ulong)(SizeClasses.ItemsOffset(sizeClass) + (index * SizeClasses.SizeBytes(sizeClass)));

    /// <summary>Bytes of the area before an offset; false when the offset lies outside of what may be touched.</summary>
    internal bool TryRelative(ulong offset, out long relative)
    {
        relative = (long)offset - _area;
        return offset <= long.MaxValue && relative >= 0 && relative < (long)Committed << HeapLayout.GranuleShift;
    }

    /// <summary>Lays an empty heap over memory that reads as zero. The area's pages need not be there yet.</summary>
    internal static Result<HeapMemory, HeapErrorCode> Format(byte* segment, long segmentBytes, long origin)
    {
        var granules = HeapLayout.GranulesIn(segmentBytes - origin);
        if (granules == 0)
        {
            return new Fault<HeapErrorCode>(HeapErrorCode.BadSize, $"{segmentBytes - origin} bytes are too few for a heap.", $"Use at least {HeapLayout.AreaOffset(HeapLayout.SlabGranules) + HeapLayout.SlabBytes} bytes.");
        }

        var memory = new HeapMemory(segment, origin, granules);
        var head = memory.Head;
        head->Version = HeapLayout.Version;
        head->Granules = granules;
        head->NextTag = 1;
        ForgetLists(head);
        Volatile.Write(ref head->Magic, HeapLayout.Magic);
        return memory;
    }

    internal static Result<HeapMemory, HeapErrorCode> Open(byte* segment, long segmentBytes, long origin)
    {
        if (segmentBytes - origin < HeapLayout.HeadBytes)
        {
            return new Fault<HeapErrorCode>(HeapErrorCode.BadSize, $"A heap does not fit into {segmentBytes - origin} bytes.");
        }

        var head = (HeapHead*)(segment + origin);
        var (magic, version, granules) = (Volatile.Read(ref head->Magic), head->Version, head->Granules);
        if (magic != HeapLayout.Magic || version != HeapLayout.Version)
        {
            return new Fault<HeapErrorCode>(HeapErrorCode.BadHeader, magic == HeapLayout.Magic ? $"The heap is of version {version}, this program reads {HeapLayout.Version}." : "The segment does not hold a heap.");
        }

        return granules >= HeapLayout.SlabGranules && granules <= HeapLayout.GranulesIn(segmentBytes - origin)
            ? new HeapMemory(segment, origin, granules)
            : new Fault<HeapErrorCode>(HeapErrorCode.BadHeader, $"The heap says that it has {granules} granules; its segment of {segmentBytes} bytes has no room for them.");
    }

    internal static void ForgetLists(HeapHead* head)
    {
        head->FreeOrders = 0;
        new Span<uint>(head->FreeHeads, HeapLayout.Orders).Fill(HeapLayout.None);
        new Span<uint>(head->ClassHeads, SizeClasses.Count).Fill(HeapLayout.None);
    }
}
