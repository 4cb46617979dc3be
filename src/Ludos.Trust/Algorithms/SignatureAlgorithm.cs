namespace Ludos.Trust;

/// <summary>Names of signature algorithms as they stand in signed documents. A document names its algorithm; a verifier takes only names that it knows.</summary>
public static class SignatureAlgorithm
{
    /// <summary>RFC 8032, no context, no pre-hash.</summary>
    public const string Ed25519 = "ed25519";
}
