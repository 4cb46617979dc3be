using Ludos.Base;

namespace Ludos.Store;

/// <summary>Where one object lies in a pack.</summary>
/// <param name="Digest">Of the plain bytes.</param>
/// <param name="HeadOffset">Of the object's head; the stored bytes follow it.</param>
/// <param name="Encoding">How they are encoded.</param>
/// <param name="PlainBytes">Plain length.</param>
/// <param name="StoredBytes">Encoded length.</param>
internal readonly record struct PackEntry(Digest Digest, long HeadOffset, ObjectEncoding Encoding, int PlainBytes, int StoredBytes)
{
    internal long ContentOffset => HeadOffset + ObjectHead.Bytes;

    internal long EndOffset => ContentOffset + StoredBytes;
}
