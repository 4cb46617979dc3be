namespace Ludos.State;

/// <summary>An open read of one epoch. A copy of the struct is the same read.</summary>
public readonly unsafe ref struct ReadScope
{
    private readonly RegionReader _reader;
    private readonly long _scope;
    private readonly byte* _pointer;
    private readonly int _sizeBytes;

    internal ReadScope(RegionReader reader, long scope, byte* pointer, int sizeBytes, ulong epoch)
    {
        _reader = reader;
        _scope = scope;
        _pointer = pointer;
        _sizeBytes = sizeBytes;
        Epoch = epoch;
    }

    /// <summary>The epoch's content. It may change under the reader's eyes when the writer takes the slot: bounds that come from it are checked by whoever uses them.</summary>
    public ReadOnlySpan<byte> Bytes => new(_pointer, _sizeBytes);

    public ulong Epoch { get; }

    /// <summary>Ends the read and says what it was worth. A second call says the same.</summary>
    public ReadOutcome Close() => _reader.Close(_scope);

    public void Dispose() => _reader.Close(_scope);
}
