using Ludos.Base;
using Ludos.Platform.Memory;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// A bounded stream of byte frames with opcodes through a shared segment: one producer or many, one consumer, in one process or several. Frames of one producer
/// keep their order. A killed producer or consumer blocks nobody for ever. Those who share a ring for many producers can spoil it for each other; the consumer
/// trusts none of them. The segment belongs to the caller and must outlive everything opened here.
/// </summary>
public sealed class Ring
{
    public const int DefaultCapacityBytes = 512 * 1024;
    public const int MinCapacityBytes = 64 * 1024;
    public const int MaxCapacityBytes = 1 << 30;

    private readonly RingMemory _memory;

    private Ring(RingMemory memory) => _memory = memory;

    public RingKind Kind => _memory.Kind;

    /// <summary>Bytes for frames, each with a head of 16 bytes and rounded up to 16.</summary>
    public int CapacityBytes => _memory.Capacity;

    /// <summary>Bytes of the largest frame: half the capacity less a head.</summary>
    public int MaxFrameBytes => _memory.MaxFrameBytes;

    /// <summary>Bytes of the segment for a ring of that capacity.</summary>
    public static long SegmentBytes(int capacityBytes) => ArenaLayout.RingMap.ContentOffset + (long)capacityBytes;

    /// <summary>A new segment with an empty ring in it.</summary>
    /// <param name="label">Shown in /proc/PID/maps.</param>
    /// <param name="capacityBytes">A power of two, <see cref="MinCapacityBytes"/> to <see cref="MaxCapacityBytes"/>.</param>
    public static Result<SharedSegment, RingErrorCode> CreateSegment(string label, RingKind kind, int capacityBytes = DefaultCapacityBytes)
    {
        if (!RingMemory.IsCapacity(capacityBytes))
        {
            return new Fault<RingErrorCode>(RingErrorCode.BadSize, $"A ring cannot hold {capacityBytes} bytes.", $"Use a power of two from {MinCapacityBytes} to {MaxCapacityBytes}.");
        }

        if (!SharedSegment.Create(label, SegmentBytes(capacityBytes)).TryGet(out var segment, out var fault))
        {
            return new Fault<RingErrorCode>(RingErrorCode.OutOfMemory, fault.Message, fault.Mend);
        }

        _ = RingMemory.Format(segment, kind, capacityBytes);
        return segment;
    }

    /// <summary>The ring in a segment, whoever made it.</summary>
    public static Result<Ring, RingErrorCode> Open(SharedSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return RingMemory.Open(segment).TryGet(out var memory, out var fault) ? new Ring(memory) : fault;
    }

    /// <summary>A place among the producers, this process's until it is disposed or the process ends.</summary>
    public Result<RingProducer, RingErrorCode> OpenProducer() => RingProducer.Open(_memory);

    /// <summary>The consumer's place. It goes on where the last consumer stopped; frames that one had read but not released come again.</summary>
    public Result<RingConsumer, RingErrorCode> OpenConsumer() => RingConsumer.Open(_memory);
}
