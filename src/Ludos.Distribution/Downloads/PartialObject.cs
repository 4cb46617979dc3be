using System.Buffers;
using Ludos.Store;

namespace Ludos.Distribution;

/// <summary>The beginning of one representation of an object, from one source. For one thread at a time.</summary>
internal sealed class PartialObject : IDisposable
{
    private byte[] _bytes = [];

    /// <summary>Who sent it; another source's rest does not fit.</summary>
    public ObjectSourceState? Source { get; private set; }

    public ObjectEncoding Coding { get; private set; }

    public string? Validator { get; private set; }

    public int LengthBytes { get; private set; }

    /// <summary>Whether it is put together from more than one answer.</summary>
    public bool IsResumed { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, LengthBytes);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, LengthBytes);

    /// <summary>Where this source could go on; null = it must begin anew.</summary>
    public ResumePoint? ResumeAt(ObjectSourceState source) =>
        ReferenceEquals(Source, source) && Validator is not null && LengthBytes > 0 ? new ResumePoint(Coding, Validator, LengthBytes) : null;

    /// <summary>Forgets what is here, for an answer from the beginning.</summary>
    public void Begin(ObjectSourceState source, ObjectReply reply)
    {
        Source = source;
        Coding = reply.Coding;
        Validator = reply.Validator;
        LengthBytes = 0;
        IsResumed = false;
    }

    public void GoOn() => IsResumed = true;

    public void Forget()
    {
        Source = null;
        LengthBytes = 0;
        IsResumed = false;
    }

    /// <summary>Room for the next read, grown as bytes really come and not as a source promises.</summary>
    public Memory<byte> Room(int bytes)
    {
        if (_bytes.Length - LengthBytes < bytes)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(LengthBytes + bytes, 2 * _bytes.Length));
            Bytes.CopyTo(larger);
            Return();
            _bytes = larger;
        }

        return _bytes.AsMemory(LengthBytes, bytes);
    }

    public void Grow(int bytes) => LengthBytes += bytes;

    public void Dispose()
    {
        Return();
        _bytes = [];
        LengthBytes = 0;
    }

    private void Return()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }
}
