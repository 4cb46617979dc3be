namespace Ludos.Trust;

/// <summary>Names of the algorithms of kept keys.</summary>
public static class KeyAlgorithm
{
    /// <summary>Signs.</summary>
    public const string Ed25519 = SignatureAlgorithm.Ed25519;

    /// <summary>Opens what HPKE sealed to it.</summary>
    public const string X25519 = "x25519";
}
