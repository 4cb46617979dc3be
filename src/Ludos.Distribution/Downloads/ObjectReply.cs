using Ludos.Store;

namespace Ludos.Distribution;

/// <summary>A source's answer: one representation of an object, or its rest.</summary>
/// <param name="coding">How the bytes are written.</param>
/// <param name="validator">Names the representation for resuming; null = cannot be resumed.</param>
/// <param name="offsetBytes">Where in the representation <paramref name="body"/> begins.</param>
/// <param name="totalBytes">Bytes of the whole representation; null = not said.</param>
/// <param name="body">The bytes; closed with the reply.</param>
/// <param name="owner">What else is closed with the reply.</param>
public sealed class ObjectReply(ObjectEncoding coding, string? validator, long offsetBytes, long? totalBytes, Stream body, IDisposable? owner = null) : IAsyncDisposable
{
    public ObjectEncoding Coding { get; } = coding;

    public string? Validator { get; } = validator;

    public long OffsetBytes { get; } = offsetBytes;

    public long? TotalBytes { get; } = totalBytes;

    public Stream Body { get; } = body;

    public async ValueTask DisposeAsync()
    {
        await Body.DisposeAsync().ConfigureAwait(false);
        owner?.Dispose();
    }
}
