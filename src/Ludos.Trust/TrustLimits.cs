using Ludos.Protocols.Modules.V1;

namespace Ludos.Trust;

/// <summary>Bounds on what is looked at before anything is known about it.</summary>
public static class TrustLimits
{
    /// <summary>The largest module, in bytes: 256 MiB.</summary>
    public const int MaxModuleBytes = 256 * 1024 * 1024;

    /// <summary>Files of a .gmod.</summary>
    public const int MaxFiles = GmodLayout.GmodMaxFiles;

    /// <summary>Bytes of a path in a .gmod.</summary>
    public const int MaxPathBytes = GmodLayout.GmodMaxPathBytes;

    /// <summary>Parts of a path in a .gmod.</summary>
    public const int MaxPathDepth = 16;

    /// <summary>Bytes of a DSSE envelope as JSON: what a log's entry bundle can hold, and so what a transparency log takes.</summary>
    public const int MaxEnvelopeBytes = 65_535;

    /// <summary>Bytes of a bundle as JSON.</summary>
    public const int MaxBundleBytes = 512 * 1024;

    /// <summary>Signatures of one envelope.</summary>
    public const int MaxSignatures = 16;

    /// <summary>Certificates between a trusted issuer's key and the key that signed.</summary>
    public const int MaxChainLength = 3;

    /// <summary>Certificates that a bundle is read with; a chain of more than <see cref="MaxChainLength"/> is then refused.</summary>
    public const int MaxBundleCertificates = 8;

    /// <summary>Module patterns of one certificate.</summary>
    public const int MaxModulePatterns = 64;

    /// <summary>Serials of one revocation list. A serial may leave the list once its certificate has expired.</summary>
    public const int MaxRevokedSerials = 1_024;

    /// <summary>Characters of a publisher's name.</summary>
    public const int MaxPublisherLength = 40;

    /// <summary>Characters of a module's id.</summary>
    public const int MaxModuleIdLength = 40;

    /// <summary>Characters of a version.</summary>
    public const int MaxVersionLength = 64;

    /// <summary>Bytes of a signed note.</summary>
    public const int MaxNoteBytes = 16 * 1024;

    /// <summary>Hashes of an inclusion or consistency proof: the depth of the largest tree, and one.</summary>
    public const int MaxProofHashes = 64;

    /// <summary>How far another machine's clock may run ahead of this one, in seconds.</summary>
    public const int MaxClockSkewS = 300;
}
