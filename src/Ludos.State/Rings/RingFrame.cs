namespace Ludos.State;

/// <summary>A frame as it lies in the ring. Its bytes are good until the consumer's next call. In a ring shared with a process that is not trusted they may change under the reader's eyes: copy first, then check.</summary>
public readonly ref struct RingFrame
{
    internal RingFrame(ushort opcode, int producer, uint sequence, int producerPid, ReadOnlySpan<byte> bytes)
    {
        Opcode = opcode;
        Producer = producer;
        Sequence = sequence;
        ProducerPid = producerPid;
        Bytes = bytes;
    }

    public ushort Opcode { get; }

    /// <summary>Place of the producer, as it says.</summary>
    public int Producer { get; }

    /// <summary>Counts the frames of its producer, from 1 at each opening.</summary>
    public uint Sequence { get; }

    /// <summary>Of a lost frame: the process that died, 0 when its place was taken again; else 0.</summary>
    public int ProducerPid { get; }

    /// <summary>Empty for a lost frame.</summary>
    public ReadOnlySpan<byte> Bytes { get; }
}
