using Ludos.Base;
using Ludos.Platform.Memory;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>Where a ring's parts lie in this process. The capacity is copied once; every position is masked before it addresses anything.</summary>
internal sealed unsafe class RingMemory
{
    private readonly byte* _base;
    private readonly byte* _content;

    private RingMemory(byte* segment, RingKind kind, int capacity)
    {
        _base = segment;
        _content = segment + ArenaLayout.RingMap.ContentOffset;
        Kind = kind;
        Capacity = capacity;
    }

    internal RingKind Kind { get; }

    /// <summary>A power of two.</summary>
    internal int Capacity { get; }

    /// <summary>Half of the ring: a frame of it fits wherever the last one ended.</summary>
    internal int MaxFrameBytes => (Capacity / 2) - FrameHead.SizeBytes;

    internal RingTail* Tail => (RingTail*)(_base + ArenaLayout.RingMap.TailOffset);

    internal RingHead* Head => (RingHead*)(_base + ArenaLayout.RingMap.HeadOffset);

    internal RingBell* Data => (RingBell*)(_base + ArenaLayout.RingMap.DataOffset);

    internal RingBell* Space => (RingBell*)(_base + ArenaLayout.RingMap.SpaceOffset);

    /// <param name="place">Below <see cref="ArenaLayout.RingProducers"/>.</param>
    internal RingPlace* Place(int place) => (RingPlace*)(_base + ArenaLayout.RingMap.ProducersOffset) + place;

    internal int OffsetOf(ulong position) => (int)(position & (ulong)(Capacity - ArenaLayout.FrameAlignment));

    internal FrameHead* Frame(int offset) => (FrameHead*)(_content + offset);

    internal static int FrameBytes(int lengthBytes) => (FrameHead.SizeBytes + lengthBytes + ArenaLayout.FrameAlignment - 1) & -ArenaLayout.FrameAlignment;

    internal static RingMemory Format(SharedSegment segment, RingKind kind, int capacity)
    {
        var identity = (RingIdentity*)(segment.Base + ArenaLayout.RingMap.IdentityOffset);
        identity->Version = ArenaLayout.RingVersion;
        identity->Kind = (uint)kind;
        identity->CapacityBytes = (uint)capacity;
        Volatile.Write(ref identity->Magic, ArenaLayout.RingMagic);
        return new RingMemory(segment.Base, kind, capacity);
    }

    internal static Result<RingMemory, RingErrorCode> Open(SharedSegment segment)
    {
        if (!segment.IsWritable)
        {
            return new Fault<RingErrorCode>(RingErrorCode.NotGranted, "The ring's segment is mapped to read only; both ends of a ring write.");
        }

        if (segment.SizeBytes < ArenaLayout.RingMap.ContentOffset)
        {
            return new Fault<RingErrorCode>(RingErrorCode.BadSize, $"A ring does not fit into {segment.SizeBytes} bytes.");
        }

        var identity = *(RingIdentity*)(segment.Base + ArenaLayout.RingMap.IdentityOffset);
        if (identity.Magic != ArenaLayout.RingMagic || identity.Version != ArenaLayout.RingVersion || identity.Kind is not ((uint)RingKind.SingleProducer or (uint)RingKind.ManyProducers))
        {
            return new Fault<RingErrorCode>(RingErrorCode.BadHeader, "The segment does not hold a ring that this program reads.", "Use the same build on both sides.");
        }

        return IsCapacity(identity.CapacityBytes) && ArenaLayout.RingMap.ContentOffset + identity.CapacityBytes <= segment.SizeBytes
            ? new RingMemory(segment.Base, (RingKind)identity.Kind, (int)identity.CapacityBytes)
            : new Fault<RingErrorCode>(RingErrorCode.BadHeader, $"The ring says that it holds {identity.CapacityBytes} bytes; its segment has {segment.SizeBytes}.");
    }

    internal static bool IsCapacity(long bytes) => bytes is >= Ring.MinCapacityBytes and <= Ring.MaxCapacityBytes && (bytes & (bytes - 1)) == 0;
}
