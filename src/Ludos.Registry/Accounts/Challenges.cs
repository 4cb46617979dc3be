using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Ludos.Base;
using Ludos.Registry.Catalogue;
using Ludos.Trust;

namespace Ludos.Registry.Accounts;

/// <summary>
/// Challenges for logins. One is a random number and an expiry under the registry's own MAC, bound to the name and the key that asked: nothing is kept until
/// somebody answered it, so asking costs no memory. Thread-safe.
/// </summary>
/// <param name="secret">Shared by all processes of the registry.</param>
internal sealed class Challenges(byte[] secret)
{
    private const int NonceBytes = 16;
    private const int HeadBytes = NonceBytes + sizeof(long);
    private const int WholeBytes = HeadBytes + HMACSHA256.HashSizeInBytes;

    public string Draw(string? name, PublicKey key, DateTimeOffset now)
    {
        Span<byte> challenge = stackalloc byte[WholeBytes];
        RandomNumberGenerator.Fill(challenge[..NonceBytes]);
        BinaryPrimitives.WriteInt64BigEndian(challenge[NonceBytes..], (now + RegistryLimits.ChallengeLifetime).ToUnixTimeMilliseconds());
        Mac(challenge[..HeadBytes], name, key).CopyTo(challenge[HeadBytes..]);
        return Base64Url.EncodeToString(challenge);
    }

    /// <summary>Uses a challenge up. Null when it was drawn here for this name and key, is not too old and was not used before.</summary>
    public Fault<RegistryErrorCode>? Use(ICatalogueWriter writer, string challenge, string? name, PublicKey key, DateTimeOffset now)
    {
        var bytes = new byte[WholeBytes];
        if (!Base64Url.TryDecodeFromChars(challenge, bytes, out var length) || length != WholeBytes
            || !CryptographicOperations.FixedTimeEquals(bytes.AsSpan(HeadBytes), Mac(bytes.AsSpan(0, HeadBytes), name, key)))
        {
            return Refused("The challenge was not drawn by this registry for this name and key.");
        }

        var expires = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(NonceBytes)));
        if (now > expires)
        {
            return Refused("The challenge is too old.");
        }

        return writer.UseChallenge(bytes[..NonceBytes], expires, now) ? null : Refused("The challenge was used before.");
    }

    private static Fault<RegistryErrorCode> Refused(string message) => new(RegistryErrorCode.NotLoggedIn, message, "Ask for a new challenge and sign it.");

    private byte[] Mac(ReadOnlySpan<byte> head, string? name, PublicKey key) => HMACSHA256.HashData(secret, (byte[])[.. head, .. Encoding.UTF8.GetBytes($"{key.Id}/{name}")]);
}
