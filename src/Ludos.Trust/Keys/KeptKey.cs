namespace Ludos.Trust;

/// <summary>What can be told about a kept key. Immutable.</summary>
/// <param name="Name">As <see cref="KeyLimits.IsName"/> demands.</param>
/// <param name="Algorithm">One of <see cref="KeyAlgorithm"/>.</param>
/// <param name="Purposes">What it may do.</param>
/// <param name="Created">To the second.</param>
/// <param name="PublicBytes">32 bytes.</param>
public sealed record KeptKey(string Name, string Algorithm, KeyPurposes Purposes, DateTimeOffset Created, ReadOnlyMemory<byte> PublicBytes)
{
    /// <summary>The key that verifies what this one signs; null when it does not sign.</summary>
    public PublicKey? PublicKey => Algorithm == KeyAlgorithm.Ed25519 ? Trust.PublicKey.Ed25519(PublicBytes.Span) : null;
}
