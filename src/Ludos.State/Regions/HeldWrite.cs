namespace Ludos.State;

/// <summary>A write that stays open until it is published or discarded, at the latest when its writer is disposed. The default value is no write.</summary>
public readonly struct HeldWrite
{
    private readonly RegionWriter? _writer;
    private readonly long _scope;

    internal HeldWrite(RegionWriter writer, long scope, long offsetBytes)
    {
        _writer = writer;
        _scope = scope;
        OffsetBytes = offsetBytes;
    }

    /// <summary>Where the slot being filled begins, from the first slot.</summary>
    public long OffsetBytes { get; }

    /// <summary>Makes the slot the region's front. Returns the new epoch.</summary>
    /// <exception cref="InvalidOperationException">Already published or discarded, or no write.</exception>
    public ulong Publish() => _writer is null ? throw new InvalidOperationException("There is no write.") : _writer.Publish(_scope);

    /// <summary>Nobody ever sees what was written. After <see cref="Publish"/>: nothing.</summary>
    public void Discard() => _writer?.Discard(_scope);
}
