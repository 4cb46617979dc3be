using System.Collections.Immutable;

namespace Ludos.Trust;

/// <summary>Who answers for a verified module. Only the verifier makes one. Immutable.</summary>
public sealed class Publisher
{
    internal Publisher(Statement statement, ImmutableArray<Certificate> chain, TrustedIssuer issuer, Checkpoint? log, long logIndex)
    {
        Statement = statement;
        Chain = chain;
        Issuer = issuer;
        Log = log;
        LogIndex = logIndex;
    }

    /// <summary>The publisher's name, as the issuer certified it.</summary>
    public string Name => Statement.Publisher;

    /// <summary>What was signed.</summary>
    public Statement Statement { get; }

    /// <summary>The signing key's certificate first.</summary>
    public ImmutableArray<Certificate> Chain { get; }

    /// <summary>The trusted issuer at whom the chain ends.</summary>
    public TrustedIssuer Issuer { get; }

    /// <summary>The state of the transparency log in which the statement was proven to be; null when it is in none.</summary>
    public Checkpoint? Log { get; }

    /// <summary>The statement's place in the log; -1 when it is in none.</summary>
    public long LogIndex { get; }
}
