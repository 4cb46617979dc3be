namespace Ludos.Trust;

/// <summary>Why bytes were not accepted.</summary>
public enum TrustErrorCode
{
    /// <summary>The origin asks for a signature, there is none, and development mode is off.</summary>
    UnsignedNeedsDev,

    /// <summary>The origin asks for a signature and there is none; development mode does not matter.</summary>
    Unsigned,

    /// <summary>More bytes than <see cref="TrustLimits"/> allows.</summary>
    TooLarge,

    /// <summary>No bytes at all.</summary>
    Empty,

    /// <summary>A .gmod that is damaged or not written as the format says; the message gives the offset.</summary>
    BadContainer,

    /// <summary>A path that may not be in a package.</summary>
    BadPath,

    /// <summary>A bundle, certificate or other document that is damaged or not written as its format says; the message gives the field.</summary>
    BadDocument,

    /// <summary>A signature is not its key's for these bytes.</summary>
    Forged,

    /// <summary>Fewer keys signed than are asked for.</summary>
    TooFewSignatures,

    /// <summary>The chain does not end at an issuer who is trusted here.</summary>
    UntrustedIssuer,

    /// <summary>More certificates than <see cref="TrustLimits.MaxChainLength"/>.</summary>
    ChainTooLong,

    /// <summary>A certificate's time is over.</summary>
    Expired,

    /// <summary>A certificate or a list is dated in the future.</summary>
    FutureDated,

    /// <summary>A certificate is on its issuer's revocation list.</summary>
    Revoked,

    /// <summary>A certificate may not be used for this.</summary>
    WrongPurpose,

    /// <summary>A certificate reaches further than the one above it, or a module lies outside its certificate.</summary>
    OutsideScope,

    /// <summary>The statement is about another module, or another publisher than its certificate names.</summary>
    WrongModule,

    /// <summary>A revocation list is older than one that was taken before, or another of the same number.</summary>
    Replayed,

    /// <summary>What is known of revocations is too old to accept something new.</summary>
    RevocationsStale,

    /// <summary>The transparency log's proof is missing, is from an unknown log, or does not hold.</summary>
    NotInLog,

    /// <summary>A newer version was accepted before.</summary>
    Downgrade,

    /// <summary>Other content was accepted before under the same version.</summary>
    VersionReused,
}
