using Ludos.Base;
using Ludos.Store;

namespace Ludos.Registry.Objects;

/// <summary>Bytes by the SHA-256 of what they are. What is in it was verified when it came. Thread-safe; several processes may share one.</summary>
internal interface IObjectStore
{
    /// <summary><see cref="RegistryErrorCode.NotFound"/> when it is not there.</summary>
    /// <param name="seal">Null finds plain objects only.</param>
    Result<ObjectPlace, RegistryErrorCode> Find(Digest digest, Seal? seal);

    /// <summary>Takes an object: it is kept when the decoded bytes have the digest, and its bytes are on the disk when this returns. A seal cannot be opened here, so a newer one takes the place of an older.</summary>
    /// <param name="body">At most <see cref="RegistryLimits.MaxObjectBytes"/>, encoded as well as decoded.</param>
    /// <returns>True when it is new. Faults: <see cref="RegistryErrorCode.TooLarge"/>, <see cref="RegistryErrorCode.WrongEncoding"/>, <see cref="RegistryErrorCode.WrongDigest"/>, <see cref="RegistryErrorCode.StorageFull"/>.</returns>
    Result<bool, RegistryErrorCode> Put(Digest digest, ObjectEncoding encoding, ReadOnlyMemory<byte> body, Seal? seal);

    /// <summary>The bytes as they are stored.</summary>
    Result<ReadOnlyMemory<byte>, RegistryErrorCode> Encoded(ObjectPlace stored);

    /// <summary>An object's plain bytes, their digest checked again.</summary>
    /// <param name="sealer">Opens the seal; null without one.</param>
    Result<byte[], RegistryErrorCode> Plain(Digest digest, int maxBytes, Seal? seal, Sealer? sealer);

    /// <summary>Returns once the names of these objects are on the disk as well as their bytes.</summary>
    Fault<RegistryErrorCode>? Settle(IEnumerable<Digest> digests);
}
