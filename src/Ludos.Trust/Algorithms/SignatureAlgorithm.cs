namespace Ludos.Trust;

/// <summary>
/// Names of signature algorithms as they stand in signed documents. A name fixes hash, padding and the form of keys and signatures; what changes any of them
/// gets a name of its own. A document names its algorithm; a verifier takes only names that it knows, and a key verifies under its own alone.
/// </summary>
public static class SignatureAlgorithm
{
    /// <summary>RFC 8032, no context, no pre-hash. Key: 32 bytes. Signature: 64 bytes. The only one that Ludos signs with.</summary>
    public const string Ed25519 = "ed25519";

    /// <summary>ECDSA over P-256 with SHA-256. Key: SubjectPublicKeyInfo, DER. Signature: a DER sequence of two integers. Verified only.</summary>
    public const string EcdsaP256 = "ecdsa-sha2-nistp256";

    /// <summary>ECDSA over P-384 with SHA-384. Key: SubjectPublicKeyInfo, DER. Signature: a DER sequence of two integers. Verified only.</summary>
    public const string EcdsaP384 = "ecdsa-sha2-nistp384";

    /// <summary>RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes. Key: SubjectPublicKeyInfo, DER, 2,048 to 8,192 bits. Verified only.</summary>
    public const string RsaPssSha256 = "rsassa-pss-sha256";
}
