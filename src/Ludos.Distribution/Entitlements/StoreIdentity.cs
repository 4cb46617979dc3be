using System.Text;
using System.Text.Json;
using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>The key by which a registry signs receipts, believed because an issuer in the pinned roots certified it for that and nothing else.</summary>
public static class StoreIdentity
{
    private const int MaxAnswerBytes = 1024 * 1024;
    private const int MaxCertificates = 64;

    /// <summary>The key as this machine met it last; null when it never did. Needs no network.</summary>
    public static Result<PublicKey?, ReceiptErrorCode> Known(RegistryClient client, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (!client.Folder.StoreCertificate().TryGet(out var kept, out var fault))
        {
            return new Fault<ReceiptErrorCode>(ReceiptErrorCode.Storage, fault.Message, fault.Mend);
        }

        return kept is null ? default(PublicKey) : Certificate.Parse(kept, "The kept certificate of the store").TryGet(out var certificate, out var unreadable) && Check(client, certificate, now) is null
            ? certificate.Terms.Key
            : new Fault<ReceiptErrorCode>(ReceiptErrorCode.NotTrusted, unreadable?.Message ?? $"The certificate of {client.Roots.Name}'s receipts no longer holds.", "Run ./ludos receipts refresh.");
    }

    /// <summary>Asks the registry for its certificate, checks it and keeps it.</summary>
    public static async Task<Result<PublicKey, ReceiptErrorCode>> Meet(RegistryClient client, DateTimeOffset now, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (!(await client.Api.Certificates(client.Roots.Name, cancellation).ConfigureAwait(false)).TryGet(out var answer, out var fault))
        {
            return ReceiptFaults.Of(fault);
        }

        if (!DocumentFields.TryRead(answer, MaxAnswerBytes, ["certificates"], fields => Certificates(fields.Raw("certificates")), out var certificates, out var problem))
        {
            return new Fault<ReceiptErrorCode>(ReceiptErrorCode.NotTrusted, $"The registry's certificates cannot be read: {problem}.", "Check that the address is a registry's.");
        }

        var newest = certificates!.Where(certificate => Check(client, certificate, now) is null).MaxBy(certificate => certificate.Terms.NotAfter);
        if (newest is null)
        {
            return new Fault<ReceiptErrorCode>(ReceiptErrorCode.NotTrusted, $"{client.Roots.Name} has no key for receipts that its issuer certified.", "It may not sell, or somebody stands between: ask its people.");
        }

        return client.Folder.KeepStoreCertificate(newest.ToJson()) is { } unkept
            ? new Fault<ReceiptErrorCode>(ReceiptErrorCode.Storage, unkept.Message, unkept.Mend)
            : newest.Terms.Key;
    }

    private static Fault<TrustErrorCode>? Check(RegistryClient client, Certificate certificate, DateTimeOffset now) => client.Revocations().TryGet(out var revocations, out _)
        ? CertificateChain.Check([certificate], client.Roots.Trust, revocations, new ChainDemand(CertificatePurposes.IssueReceipts, now, null, client.Roots.Name)).Fault
        : new Fault<TrustErrorCode>(TrustErrorCode.Revoked, "The revocations cannot be read.");

    private static Certificate[] Certificates(byte[] json)
    {
        using var list = JsonDocument.Parse(json);
        return list.RootElement.ValueKind == JsonValueKind.Array && list.RootElement.GetArrayLength() <= MaxCertificates
            ? [.. list.RootElement.EnumerateArray().Select(one => Certificate.Parse(Encoding.UTF8.GetBytes(one.GetRawText()), "A certificate").TryGet(out var certificate, out var fault) ? certificate : throw new DocumentException(fault.Message))]
            : throw new DocumentException("\"certificates\" is not a short list");
    }
}
