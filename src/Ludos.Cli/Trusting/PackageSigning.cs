using Ludos.Base;
using Ludos.Trust;
using NuGet.Versioning;

namespace Ludos.Cli.Trusting;

/// <summary>Makes a package's bundle with a key of the keeper's.</summary>
internal static class PackageSigning
{
    /// <param name="id">Of the package that was just made.</param>
    /// <param name="version">Its version.</param>
    /// <param name="digest">The module's digest.</param>
    /// <param name="keyName">A key that may sign modules.</param>
    /// <param name="certificatesPath">The publisher's certificates, as a registry hands them out.</param>
    /// <returns>The bundle without a log's proof, or a fault.</returns>
    public static Result<Bundle, TrustErrorCode> Sign(string id, SemanticVersion version, Digest digest, string keyName, string certificatesPath, DateTimeOffset now)
    {
        if (!Read(certificatesPath).TryGet(out var list, out var fault))
        {
            return fault;
        }

        if (!KeeperClient.OfUser().TryGet(out var keeper, out var noKeeper))
        {
            return Unsigned(noKeeper.Message, noKeeper.Mend);
        }

        using (keeper)
        {
            return keeper.Signer(keyName).TryGet(out var signer, out var noKey) ? Sign(id, version, digest, signer, list, now) : Unsigned(noKey.Message, noKey.Mend);
        }
    }

    private static Result<Bundle, TrustErrorCode> Sign(string id, SemanticVersion version, Digest digest, ISigner signer, CertificateList list, DateTimeOffset now)
    {
        var chain = list.ChainOf(signer.PublicKey, CertificatePurposes.SignModules, now);
        if (chain.IsEmpty)
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.UntrustedIssuer, $"No certificate lets the key {signer.PublicKey} sign modules now.", "Log in to the registry again, or sign with the key that it certified.");
        }

        var terms = chain[0].Terms;
        if (!ModulePattern.AnyCovers(terms.Modules, id))
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.OutsideScope, $"The {chain[0]} does not reach {id}; it reaches {string.Join(", ", terms.Modules)}.", "Rename the module, or have the key certified for it.");
        }

        var statement = new Statement(id, version, digest, terms.Publisher);
        return statement.Sign(signer).TryGet(out var envelope, out var refused) ? new Bundle(envelope, chain, null) : Unsigned(refused.Message, refused.Mend);
    }

    private static Result<CertificateList, TrustErrorCode> Read(string path)
    {
        try
        {
            return new FileInfo(path).Length > CertificateList.MaxBytes
                ? new Fault<TrustErrorCode>(TrustErrorCode.BadDocument, $"{path} is too large for a list of certificates.", "Name the file that the registry gave you.")
                : CertificateList.Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.BadDocument, $"{path} cannot be read: {error.Message}", "Name the file that the registry gave you.");
        }
    }

    private static Fault<TrustErrorCode> Unsigned(string message, string mend) => new(TrustErrorCode.Unsigned, message, mend);
}
