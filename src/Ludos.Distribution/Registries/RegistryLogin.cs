using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Distribution;

/// <summary>A login as this machine keeps it. Immutable.</summary>
/// <param name="Publisher">Who is logged in.</param>
/// <param name="KeyName">The name of the key in the keeper.</param>
/// <param name="Token">Sent with calls that change something.</param>
/// <param name="Expires">When the token ends; UTC.</param>
/// <param name="Certificates">The publisher's, as the registry gave them.</param>
public sealed record RegistryLogin(string Publisher, string KeyName, string Token, DateTimeOffset Expires, ImmutableArray<Certificate> Certificates)
{
    private const string Type = "ludos.session/v1";
    private const int MaxBytes = 1024 * 1024;
    private const int MaxTokenLength = 200;
    private const int MaxKeyNameLength = 100;
    private const int MaxCertificates = 64;

    /// <summary>Logs in: proves with a signature that the key is here.</summary>
    public static async Task<Result<RegistryLogin, PublishErrorCode>> LogIn(RegistryClient client, string publisher, string keyName, ISigner signer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(signer);
        if (!(await Statement(client, publisher, signer, cancellation).ConfigureAwait(false)).TryGet(out var envelope, out var fault))
        {
            return fault;
        }

        if (!(await client.Api.Post("login", envelope.ToJson(), cancellation).ConfigureAwait(false)).TryGet(out var answer, out var refused))
        {
            return PublishFaults.Of(refused);
        }

        return DocumentFields.TryRead(answer, MaxBytes, ["token", "expires", "certificates"], fields => new RegistryLogin(
            publisher, keyName, fields.Text("token", MaxTokenLength), fields.Instant("expires"), CertificatesOf(fields.Raw("certificates"))), out var login, out var problem)
            ? login!
            : new Fault<PublishErrorCode>(PublishErrorCode.NotTrusted, $"The answer to the login cannot be read: {problem}.", "Check that the address is a registry's.");
    }

    /// <summary>Asks an open registry for a name: certifies the key for it and for modules of that name.</summary>
    public static async Task<Fault<PublishErrorCode>?> Enrol(RegistryClient client, string publisher, ISigner signer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        return (await Statement(client, publisher, signer, cancellation).ConfigureAwait(false)).TryGet(out var envelope, out var fault)
            ? (await client.Api.Post("enrol", envelope.ToJson(), cancellation).ConfigureAwait(false)).Fault is { } refused ? PublishFaults.Of(refused) : null
            : fault;
    }

    public byte[] Write() => DistributionDocument.Write(writer =>
    {
        writer.WriteString("type", Type);
        writer.WriteString("publisher", Publisher);
        writer.WriteString("key", KeyName);
        writer.WriteString("token", Token);
        writer.WriteString("expires", DocumentFields.Text(Expires));
        writer.WriteStartArray("certificates");
        foreach (var certificate in Certificates)
        {
            writer.WriteRawValue(certificate.ToJson());
        }

        writer.WriteEndArray();
    });

    public static Result<RegistryLogin, DocumentErrorCode> Parse(ReadOnlyMemory<byte> json) =>
        DistributionDocument.Read(json, MaxBytes, "The kept login", ["type", "publisher", "key", "token", "expires", "certificates"], fields =>
        {
            fields.Demand("type", Type);
            return new RegistryLogin(fields.Publisher(), fields.Text("key", MaxKeyNameLength), fields.Text("token", MaxTokenLength), fields.Instant("expires"), CertificatesOf(fields.Raw("certificates")));
        });

    /// <summary>The certificates by which a key may do something, its own first; empty when it may not.</summary>
    public ImmutableArray<Certificate> ChainOf(PublicKey key, CertificatePurposes purpose, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(key);
        var chain = ImmutableArray.CreateBuilder<Certificate>();
        var next = Certificates
            .Where(certificate => certificate.Terms.Key.Equals(key) && certificate.Terms.Purposes.HasFlag(purpose) && now <= certificate.Terms.NotAfter)
            .MaxBy(certificate => certificate.Terms.NotAfter);
        while (next is not null && chain.Count < TrustLimits.MaxChainLength)
        {
            chain.Add(next);
            var below = next;
            next = Certificates.FirstOrDefault(above => above != below && above.Terms.Purposes.HasFlag(CertificatePurposes.Issue) && below.Envelope.SignerAmong([above.Terms.Key]) is not null);
        }

        return chain.ToImmutable();
    }

    /// <summary>A signed answer to a fresh challenge.</summary>
    /// <param name="publisher">Null for a player, who has a key and no account.</param>
    internal static async Task<Result<Envelope, PublishErrorCode>> Statement(RegistryClient client, string? publisher, ISigner signer, CancellationToken cancellation)
    {
        var question = DistributionDocument.Write(writer =>
        {
            if (publisher is not null)
            {
                writer.WriteString("name", publisher);
            }

            writer.WriteStartObject("key");
            writer.WriteString("algorithm", signer.PublicKey.Algorithm);
            writer.WriteBase64String("public", signer.PublicKey.Bytes.Span);
            writer.WriteEndObject();
        });
        if (!(await client.Api.Post("login/challenge", question, cancellation).ConfigureAwait(false)).TryGet(out var answer, out var refused))
        {
            return PublishFaults.Of(refused);
        }

        if (!DocumentFields.TryRead(answer, MaxBytes, ["challenge"], fields => fields.Text("challenge", LoginStatement.MaxChallengeLength), out var challenge, out var problem))
        {
            return new Fault<PublishErrorCode>(PublishErrorCode.NotTrusted, $"The registry's challenge cannot be read: {problem}.", "Check that the address is a registry's.");
        }

        return new LoginStatement(client.Roots.Name, publisher, signer.PublicKey, challenge!).Sign(signer).TryGet(out var envelope, out var unsigned) ? envelope : PublishFaults.Of(unsigned);
    }

    private static ImmutableArray<Certificate> CertificatesOf(byte[] json)
    {
        using var list = JsonDocument.Parse(json);
        if (list.RootElement.ValueKind != JsonValueKind.Array || list.RootElement.GetArrayLength() > MaxCertificates)
        {
            throw new DocumentException("\"certificates\" is not a short list");
        }

        return [.. list.RootElement.EnumerateArray().Select(one => Certificate.Parse(System.Text.Encoding.UTF8.GetBytes(one.GetRawText()), "A certificate").TryGet(out var certificate, out var fault) ? certificate : throw new DocumentException(fault.Message))];
    }
}
