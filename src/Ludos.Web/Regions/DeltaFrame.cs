namespace Ludos.Web.Regions;

/// <summary>One delta, encoded once and sent to any number of pages. Its buffer goes back to its pool when the last of them has it.</summary>
internal sealed class DeltaFrame(DeltaFramePool pool, int capacity)
{
    private readonly byte[] _bytes = new byte[capacity];
    private int _length;
    private int _holders;

    /// <summary>0 for a key.</summary>
    public ulong BaseEpoch { get; private set; }

    public ulong Epoch { get; private set; }

    /// <summary>CRC-32C of the whole content at <see cref="Epoch"/>, once someone asked for it. Under the feed's lock.</summary>
    public uint? ContentChecksum { get; set; }

    public Span<byte> Room => _bytes;

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    public DeltaFrame Filled(int length, ulong baseEpoch, ulong epoch)
    {
        (_length, BaseEpoch, Epoch, ContentChecksum) = (length, baseEpoch, epoch, null);
        _holders = 1;
        return this;
    }

    /// <summary>One more holder. Only by who holds it, or under the feed's lock.</summary>
    public DeltaFrame Hold()
    {
        _ = Interlocked.Increment(ref _holders);
        return this;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) == 0)
        {
            pool.Return(this);
        }
    }
}
