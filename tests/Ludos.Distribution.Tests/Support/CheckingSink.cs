using System.Collections.Concurrent;
using Ludos.Base;
using Ludos.Store;

namespace Ludos.Distribution.Tests.Support;

/// <summary>Keeps objects in memory, and demands that each comes once and is what it says.</summary>
internal sealed class CheckingSink : IObjectSink
{
    public ConcurrentDictionary<Digest, byte[]> Objects { get; } = new();

    /// <summary>In the order in which they were kept.</summary>
    public ConcurrentQueue<Digest> Order { get; } = new();

    public Fault<DownloadErrorCode>? Refusal { get; set; }

    public bool Has(Digest digest) => Objects.ContainsKey(digest);

    public Fault<DownloadErrorCode>? Keep(EncodedObject encoded, ReadOnlyMemory<byte> plain)
    {
        if (Refusal is not null)
        {
            return Refusal;
        }

        Assert.Equal(encoded.Digest, Digest.Of(plain.Span));
        Assert.True(ObjectCodec.Decode(encoded.Digest, encoded.Encoding, encoded.Bytes.Span, encoded.PlainBytes).IsOk);
        Assert.True(Objects.TryAdd(encoded.Digest, plain.ToArray()), "An object was fetched twice.");
        Order.Enqueue(encoded.Digest);
        return null;
    }
}
