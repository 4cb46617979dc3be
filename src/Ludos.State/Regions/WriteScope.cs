namespace Ludos.State;

/// <summary>An open write. Left without <see cref="Publish"/> it is discarded, and nobody ever sees it.</summary>
public readonly unsafe ref struct WriteScope
{
    private readonly RegionWriter _writer;
    private readonly long _scope;
    private readonly int _sizeBytes;

    internal WriteScope(RegionWriter writer, long scope, byte* pointer, int sizeBytes)
    {
        _writer = writer;
        _scope = scope;
        Pointer = pointer;
        _sizeBytes = sizeBytes;
    }

    /// <summary>The slot being filled, whole.</summary>
    public Span<byte> Bytes => new(Pointer, _sizeBytes);

    /// <summary>Start of <see cref="Bytes"/>; on a boundary of 64 KiB in its segment.</summary>
    public byte* Pointer { get; }

    /// <summary>Makes the bytes the region's front. Returns the new epoch.</summary>
    /// <exception cref="InvalidOperationException">Already published or discarded.</exception>
    public ulong Publish() => _writer.Publish(_scope);

    /// <summary>Discards, unless published.</summary>
    public void Dispose() => _writer.Discard(_scope);
}
