namespace Ludos.Distribution.Tests.Support;

/// <summary>Gives some bytes, then nothing for ever, and says when it is waited for.</summary>
internal sealed class SilentStream(byte[] first, Action waited) : Stream
{
    private int _given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given < first.Length)
        {
            var count = Math.Min(buffer.Length, first.Length - _given);
            first.AsSpan(_given, count).CopyTo(buffer.Span);
            _given += count;
            return count;
        }

        var silence = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(() => silence.TrySetCanceled(cancellationToken));
        waited();
        return await silence.Task;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
