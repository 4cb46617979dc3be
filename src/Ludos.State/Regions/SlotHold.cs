namespace Ludos.State;

/// <summary>Content kept from being reused, so that it can be put in front again. Used on the writer's thread.</summary>
public sealed class SlotHold : IDisposable
{
    private readonly RegionWriter _writer;
    private bool _isDisposed;

    internal SlotHold(RegionWriter writer, ulong epoch, int slot, byte[]? copy)
    {
        _writer = writer;
        Epoch = epoch;
        Slot = slot;
        Copy = copy;
    }

    /// <summary>The epoch whose content is kept.</summary>
    public ulong Epoch { get; }

    /// <summary>The slot held, or -1 when a copy is.</summary>
    internal int Slot { get; }

    internal byte[]? Copy { get; }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _writer.EndHold(this);
        }
    }

    internal bool IsOf(RegionWriter writer) => ReferenceEquals(writer, _writer) && !_isDisposed;
}
