using System.Collections.Concurrent;
using Ludos.Base;
using Ludos.Store;

namespace Ludos.Distribution;

/// <summary>Keeps objects in memory, for who needs them once. Thread-safe.</summary>
public sealed class MemorySink : IObjectSink
{
    private readonly ConcurrentDictionary<Digest, byte[]> _objects = new();

    public bool Has(Digest digest) => _objects.ContainsKey(digest);

    /// <summary>An object that is here.</summary>
    /// <exception cref="KeyNotFoundException">It is not.</exception>
    public byte[] Get(Digest digest) => _objects[digest];

    public Fault<DownloadErrorCode>? Keep(EncodedObject encoded, ReadOnlyMemory<byte> plain)
    {
        _ = _objects.TryAdd(encoded.Digest, plain.ToArray());
        return null;
    }
}
