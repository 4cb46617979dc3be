namespace Ludos.State;

/// <summary>Room for one frame, being filled in place. Left without <see cref="Commit"/> it is given up, and the consumer never sees it.</summary>
public readonly unsafe ref struct RingClaim
{
    private readonly RingProducer? _producer;
    private readonly byte* _bytes;
    private readonly int _lengthBytes;
    private readonly uint _sequence;

    internal RingClaim(RingProducer producer, byte* bytes, int lengthBytes, uint sequence)
    {
        _producer = producer;
        _bytes = bytes;
        _lengthBytes = lengthBytes;
        _sequence = sequence;
    }

    public Span<byte> Bytes => new(_bytes, _lengthBytes);

    /// <summary>Hands the frame to the consumer, and wakes it if it sleeps.</summary>
    /// <exception cref="InvalidOperationException">Committed or given up before.</exception>
    public void Commit() => _producer!.Commit(_sequence);

    /// <summary>Gives the frame up, unless it was committed.</summary>
    public void Dispose() => _producer?.Abandon(_sequence);
}
