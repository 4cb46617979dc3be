using System.Text;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Holds a bundle against the roots: who signed what, and whether it is in the log.</summary>
internal sealed class BundleCheck(VerifierOptions options, string name)
{
    /// <param name="bundle">Read, not verified.</param>
    /// <param name="digest">The module digest of the bytes that the bundle came with.</param>
    /// <param name="isFresh">Whether acceptance is for content of a registry: then it must be in the log, and revocations must be known.</param>
    /// <param name="now">The time.</param>
    public Result<Publisher, TrustErrorCode> Check(Bundle bundle, Digest digest, bool isFresh, DateTimeOffset now)
    {
        if (!Statement.Parse(bundle.Envelope, name).TryGet(out var statement, out var fault))
        {
            return fault;
        }

        if (statement.Digest != digest)
        {
            return new Fault<TrustErrorCode>(
                TrustErrorCode.WrongModule, $"{name}: the bundle is about {statement.ModuleId} {statement.Version} with digest {Shown(statement.Digest)}; this is {Shown(digest)}.", "Get module and bundle together from the publisher.");
        }

        var revocations = options.Revocations();
        var demand = new ChainDemand(CertificatePurposes.SignModules, options.Accepted?.TimeFor(statement, now) ?? now, statement.ModuleId, statement.Publisher);
        if (!CertificateChain.Check(bundle.Certificates, options.Roots, revocations, demand).TryGet(out var issuer, out fault)
            || !bundle.Envelope.Signers([bundle.Certificates[0].Terms.Key], 1, name).TryGet(out _, out fault))
        {
            return Named(fault);
        }

        if (isFresh && options.Accepted?.Has(statement) != true && Stale(revocations.Of(issuer.Name), issuer, now) is { } stale)
        {
            return stale;
        }

        return LogOf(bundle, isFresh).TryGet(out var log, out fault) ? new Publisher(statement, bundle.Certificates, issuer, log.Checkpoint, log.Index) : fault;
    }

    private Result<(Checkpoint? Checkpoint, long Index), TrustErrorCode> LogOf(Bundle bundle, bool isFresh)
    {
        if (bundle.Log is not { } proof)
        {
            return isFresh && !options.Roots.Logs.IsEmpty
                ? new Fault<TrustErrorCode>(TrustErrorCode.NotInLog, $"{name}: its bundle has no proof that it is in a transparency log.", "Get it from its registry again.")
                : (null, -1L);
        }

        if (!Checkpoint.Open(Encoding.UTF8.GetBytes(proof.Checkpoint), options.Roots.Logs).TryGet(out var checkpoint, out var refused))
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.NotInLog, $"{name}: {refused.Message}", refused.Mend);
        }

        return ProofCheck.IsIncluded(TreeHash.Leaf(bundle.Envelope.ToJson()), proof.Index, checkpoint.Size, proof.Hashes.AsSpan(), checkpoint.Root)
            ? (checkpoint, proof.Index)
            : new Fault<TrustErrorCode>(TrustErrorCode.NotInLog, $"{name}: the proof does not show that it is entry {proof.Index} of the log {checkpoint.Origin}.", "Get it from its registry again.");
    }

    private Fault<TrustErrorCode>? Stale(RevocationList? list, TrustedIssuer issuer, DateTimeOffset now)
    {
        const string mend = "Connect to the registry once, so that its list can be fetched.";
        if (list is null)
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.RevocationsStale, $"{name}: no revocation list of {issuer.Name} is known.", mend);
        }

        return now > list.Terms.Expires
            ? new Fault<TrustErrorCode>(TrustErrorCode.RevocationsStale, $"{name}: revocation list {list.Terms.Number} of {issuer.Name} expired at {DocumentFields.Text(list.Terms.Expires)}.", mend)
            : null;
    }

    private Fault<TrustErrorCode> Named(Fault<TrustErrorCode> fault) =>
        fault.Message.StartsWith(name, StringComparison.Ordinal) ? fault : fault with { Message = $"{name}: {char.ToLowerInvariant(fault.Message[0])}{fault.Message[1..]}" };

    private static string Shown(Digest digest) => digest.ToString()[..16];
}
