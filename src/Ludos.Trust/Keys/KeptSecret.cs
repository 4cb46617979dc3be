using System.Security.Cryptography;
using Ludos.Platform.Memory;

namespace Ludos.Trust;

/// <summary>A key with its secret, in memory that is zeroed when it is disposed.</summary>
internal sealed class KeptSecret : IDisposable
{
    internal const int SecretBytes = 32;

    private readonly SecretMemory _secret = new(SecretBytes);

    /// <param name="secret">32 bytes: a seed of Ed25519, a scalar of X25519. Copied.</param>
    internal KeptSecret(string name, string algorithm, KeyPurposes purposes, DateTimeOffset created, ReadOnlySpan<byte> secret)
    {
        secret.CopyTo(_secret.Span);
        var publicBytes = algorithm == KeyAlgorithm.Ed25519 ? Ed25519.PublicKeyOf(secret) : X25519.PublicKeyOf(secret);
        Key = new KeptKey(name, algorithm, purposes, created, publicBytes);
    }

    internal KeptKey Key { get; }

    internal ReadOnlySpan<byte> Secret => _secret.Span;

    internal bool IsMemoryLocked => _secret.IsLocked;

    internal static KeptSecret Generate(string name, string algorithm, KeyPurposes purposes, DateTimeOffset created)
    {
        Span<byte> secret = stackalloc byte[SecretBytes];
        RandomNumberGenerator.Fill(secret);
        var made = new KeptSecret(name, algorithm, purposes, created, secret);
        CryptographicOperations.ZeroMemory(secret);
        return made;
    }

    internal KeptSecret Renamed(string name) => new(name, Key.Algorithm, Key.Purposes, Key.Created, Secret);

    public void Dispose() => _secret.Dispose();
}
