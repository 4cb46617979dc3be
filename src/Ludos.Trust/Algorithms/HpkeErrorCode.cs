namespace Ludos.Trust;

/// <summary>Why HPKE sealed or opened nothing.</summary>
public enum HpkeErrorCode
{
    /// <summary>A public key or an encapsulated key has a wrong length or is of small order.</summary>
    BadKey,

    /// <summary>The ciphertext was not made for this key, info and associated data, or was altered.</summary>
    NotAuthentic,
}
