using Ludos.Base;

namespace Ludos.Store;

/// <summary>Opens a seal in another process, which has the key. Called from any thread.</summary>
/// <param name="digest">The plain digest that was sealed in.</param>
/// <param name="sealedBytes">Nonce, ciphertext, tag.</param>
/// <param name="inner">Filled with what was encrypted: the encoding's number, then the encoded bytes.</param>
/// <returns>False when it did not open, for whatever reason.</returns>
public delegate bool SealOpener(Digest digest, ReadOnlySpan<byte> sealedBytes, Span<byte> inner);
