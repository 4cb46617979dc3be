using System.Threading.Channels;

namespace Ludos.Web.Streaming;

/// <summary>What waits for one page. Bounded: the oldest texts and sounds go when a page does not keep up. Thread-safe; one reader.</summary>
internal sealed class Outbox
{
    private readonly Channel<byte[]> _texts = Bounded(WebLimits.MaxQueuedTexts);
    private readonly Channel<byte[]> _sounds = Bounded(WebLimits.MaxQueuedAudioTicks);
    private readonly Channel<byte> _wake = Channel.CreateBounded<byte>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private byte[]? _status;
    private byte[]? _timeline;

    public void Wake() => _wake.Writer.TryWrite(0);

    public void Text(byte[] utf8)
    {
        _texts.Writer.TryWrite(utf8);
        Wake();
    }

    /// <summary>The newest status takes the place of one that was not sent yet.</summary>
    public void Status(byte[] utf8)
    {
        Interlocked.Exchange(ref _status, utf8);
        Wake();
    }

    /// <summary>Like <see cref="Status"/>, for where the game stands.</summary>
    public void Timeline(byte[] utf8)
    {
        Interlocked.Exchange(ref _timeline, utf8);
        Wake();
    }

    public void Sound(byte[] message)
    {
        _sounds.Writer.TryWrite(message);
        Wake();
    }

    public ValueTask<byte> WaitAsync(CancellationToken cancellation) => _wake.Reader.ReadAsync(cancellation);

    public byte[]? TakeText() => _texts.Reader.TryRead(out var text) ? text : Interlocked.Exchange(ref _timeline, null) ?? Interlocked.Exchange(ref _status, null);

    public byte[]? TakeSound() => _sounds.Reader.TryRead(out var sound) ? sound : null;

    private static Channel<byte[]> Bounded(int limit) =>
        Channel.CreateBounded<byte[]>(new BoundedChannelOptions(limit) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
}
