namespace Ludos.Trust;

/// <summary>What a <see cref="ModuleVerifier"/> holds modules against. Immutable.</summary>
public sealed record VerifierOptions
{
    /// <summary>Development mode (<c>--dev</c>): accept unsigned modules from files and from the page. Default false.</summary>
    public bool AllowUnsigned { get; init; }

    /// <summary>Where trust begins. Default: nobody.</summary>
    public TrustRoots Roots { get; init; } = TrustRoots.None;

    /// <summary>What issuers took back, as far as is known now.</summary>
    public Func<RevocationSet> Revocations { get; init; } = static () => RevocationSet.Empty;

    /// <summary>
    /// What was accepted before; null to remember nothing. With it, older versions are refused, and what was accepted once stays acceptable
    /// when its certificates have expired, but not when they were revoked.
    /// </summary>
    public AcceptedModules? Accepted { get; init; }

    /// <summary>The user asked for an older version. Default false.</summary>
    public bool AllowDowngrade { get; init; }
}
