using Ludos.Base;
using Ludos.Store;

namespace Ludos.Distribution;

/// <summary>Where verified objects are kept. Thread-safe.</summary>
public interface IObjectSink
{
    bool Has(Digest digest);

    /// <summary>Keeps an object whose digest was just verified.</summary>
    /// <param name="encoded">As it came; the bytes are not used after the call returns.</param>
    /// <param name="plain">Decoded; not used after the call returns.</param>
    /// <returns>Null, or why it cannot be kept: a full disk, a quota.</returns>
    Fault<DownloadErrorCode>? Keep(EncodedObject encoded, ReadOnlyMemory<byte> plain);
}
