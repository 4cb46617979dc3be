namespace Ludos.Trust;

/// <summary>What HPKE made for one receiver.</summary>
/// <param name="Encapsulated">The ephemeral public key, 32 bytes.</param>
/// <param name="Ciphertext">The sealed plaintext and its tag.</param>
public sealed record HpkeMessage(ReadOnlyMemory<byte> Encapsulated, ReadOnlyMemory<byte> Ciphertext);
