namespace Ludos.Trust;

/// <summary>A player as a store knows them: the key that signs their requests and the key that content keys are wrapped to.</summary>
/// <param name="Signing">Names the user: its <see cref="PublicKey.Id"/> is the user's id.</param>
/// <param name="Sealing">X25519 public key, 32 bytes.</param>
public sealed record UserIdentity(PublicKey Signing, ReadOnlyMemory<byte> Sealing)
{
    public string Id => Signing.Id;
}
