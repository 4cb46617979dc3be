using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>A player as a store knows them: the key that signs their requests and the key that content keys are wrapped to.</summary>
/// <param name="Signing">Names the user: its <see cref="PublicKey.Id"/> is the user's id.</param>
/// <param name="Sealing">X25519 public key, 32 bytes.</param>
public sealed record UserIdentity(PublicKey Signing, ReadOnlyMemory<byte> Sealing)
{
    /// <summary>Fields of a user in a document, for <see cref="Read"/>.</summary>
    public static ReadOnlySpan<string> Fields => UserFields.Known;

    public string Id => Signing.Id;

    /// <summary>Reads a user from an object with <see cref="Fields"/>.</summary>
    /// <exception cref="DocumentException">It is none.</exception>
    public static UserIdentity Read(DocumentFields fields) => UserFields.Read(fields);

    /// <summary>Writes the object that <see cref="Read"/> reads.</summary>
    public void WriteTo(Utf8JsonWriter json) => UserFields.Write(json, this);
}
