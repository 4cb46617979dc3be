using System.Text;
using Ludos.Trust;

namespace Ludos.Bench.Distribution;

/// <summary>Packages, bundles, certificates, revocation lists and checkpoints.</summary>
internal static class SigningTargets
{
    public static IEnumerable<IMutationTarget> All()
    {
        var sample = new SignedSample([new("code.wasm", new byte[] { 0, 0x61, 0x73, 0x6D, 1, 0, 0, 0 }), new("assets/a.bin", new byte[700])]);
        var bundle = sample.Bundle.ToJson();
        var verifier = sample.Verifier();
        yield return new MutationTarget("packages", sample.Package, bytes => verifier.Verify(bytes, ModuleOrigin.Installed, "package", bundle, SignedSample.Now).IsOk);
        yield return new MutationTarget("bundles", bundle, bytes => verifier.Verify(sample.Package, ModuleOrigin.Installed, "package", bytes, SignedSample.Now).IsOk);
        yield return new MutationTarget("certificates", sample.Chain[0].ToJson(), bytes =>
            Certificate.Parse(bytes, "certificate").TryGet(out var certificate, out _)
            && CertificateChain.Check([certificate, sample.Chain[1]], sample.Roots, RevocationSet.Empty, new ChainDemand(CertificatePurposes.SignModules, SignedSample.Now, "bench.module")).IsOk);
        yield return new MutationTarget("revocation lists", sample.Revocations.ToJson(), bytes =>
            Envelope.Parse(bytes, "list").TryGet(out var envelope, out _) && RevocationList.Accept(envelope, sample.Roots, null, SignedSample.Now).IsOk);
        yield return new MutationTarget("checkpoints", Encoding.UTF8.GetBytes(sample.Note), bytes => LogView.Open(bytes.Span, sample.Roots.Logs).IsOk);
    }
}
