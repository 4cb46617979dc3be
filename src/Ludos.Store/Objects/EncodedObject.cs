using Ludos.Base;

namespace Ludos.Store;

/// <summary>An object in the form in which it is stored and sent. Only decoding shows whether the bytes are what the digest says.</summary>
/// <param name="Digest">Of the plain bytes.</param>
/// <param name="Encoding">How <paramref name="Bytes"/> became what they are.</param>
/// <param name="PlainBytes">Length of the plain content; from a stranger, what the stranger says.</param>
/// <param name="Bytes">The encoded bytes.</param>
public readonly record struct EncodedObject(Digest Digest, ObjectEncoding Encoding, int PlainBytes, ReadOnlyMemory<byte> Bytes);
