namespace Ludos.Trust;

/// <summary>What a key may do. The keeper looks at what is to be signed and demands the purpose that belongs to it. Numbers are those of the key file.</summary>
[Flags]
public enum KeyPurposes
{
    None = 0,

    /// <summary>Statements about modules.</summary>
    SignModules = 1,

    /// <summary>TUF roles.</summary>
    SignMetadata = 2,

    /// <summary>Certificates and revocation lists.</summary>
    Issue = 4,

    /// <summary>Receipts and snapshots of them: a store's key.</summary>
    IssueReceipts = 8,

    /// <summary>Checkpoints of a transparency log.</summary>
    SignLog = 16,

    /// <summary>Log-ins and an owner's requests: who one is.</summary>
    Identify = 32,

    /// <summary>Opens what is sealed to it (X25519 keys, and those alone).</summary>
    Receive = 64,
}
