using System.Collections.Immutable;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>An issuer whose certificates are believed. Several entries of one name are one issuer with several keys.</summary>
public sealed record TrustedIssuer(string Name, PublicKey Key);

/// <summary>A transparency log whose checkpoints are believed. Several entries of one origin are one log with several keys.</summary>
/// <param name="Origin">The first line of its checkpoints, and the name in their signatures.</param>
/// <param name="Key">Ed25519.</param>
public sealed record TrustedLog(string Origin, PublicKey Key);

/// <summary>Where trust begins: keys that came with the software or from a registry that the user chose. Immutable and thread-safe.</summary>
public sealed class TrustRoots
{
    private const string Type = "ludos.roots/v1";
    private const int MaxKeys = 64;
    private const int MaxOriginLength = 200;

    public TrustRoots(IEnumerable<TrustedIssuer> issuers, IEnumerable<TrustedLog> logs)
    {
        Issuers = [.. issuers];
        Logs = [.. logs];
    }

    /// <summary>Trusts nobody: only unsigned content can be accepted.</summary>
    public static TrustRoots None { get; } = new([], []);

    public ImmutableArray<TrustedIssuer> Issuers { get; }

    public ImmutableArray<TrustedLog> Logs { get; }

    /// <returns>Null when the key is not an issuer's.</returns>
    public TrustedIssuer? IssuerOf(PublicKey key) => Issuers.FirstOrDefault(issuer => issuer.Key.Equals(key));

    /// <summary>These roots and those of others.</summary>
    public TrustRoots And(TrustRoots other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new TrustRoots(Issuers.Concat(other.Issuers).Distinct(), Logs.Concat(other.Logs).Distinct());
    }

    public byte[] ToJson() => Document.Write(this, Write);

    /// <summary>Reads roots. They are not signed: who hands them over decides who is trusted.</summary>
    /// <returns>The roots, or <see cref="TrustErrorCode.BadDocument"/>.</returns>
    public static Result<TrustRoots, TrustErrorCode> Parse(ReadOnlyMemory<byte> json, string name) =>
        Document.TryRead(json, TrustLimits.MaxBundleBytes, ["type", "issuers", "logs"], Read, Write, out var roots, out var problem)
            ? roots
            : new Fault<TrustErrorCode>(TrustErrorCode.BadDocument, $"{name} {problem}.", "Get the roots from their registry again.");

    private static TrustRoots Read(DocumentFields fields)
    {
        fields.Demand("type", Type);
        return new TrustRoots(
            fields.Children("issuers", MaxKeys, ["name", "key"], static item => new TrustedIssuer(TrustNames.Publisher(item, "name"), TrustNames.Key(item))),
            fields.Children("logs", MaxKeys, ["origin", "key"], Log));
    }

    private static TrustedLog Log(DocumentFields fields)
    {
        var origin = fields.Text("origin", MaxOriginLength);
        return NoteVerifier.IsName(origin) && origin.All(letter => char.IsAscii(letter) && letter is not ('"' or '\\'))
            ? new TrustedLog(origin, TrustNames.Key(fields))
            : throw fields.Bad("origin", "is not a log's name: ASCII without spaces, '+', quotes and backslashes");
    }

    private static void Write(Utf8JsonWriter writer, TrustRoots roots)
    {
        writer.WriteStartObject();
        writer.WriteString("type", Type);
        writer.WriteStartArray("issuers");
        foreach (var issuer in roots.Issuers)
        {
            writer.WriteStartObject();
            writer.WriteString("name", issuer.Name);
            TrustNames.Write(writer, issuer.Key);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("logs");
        foreach (var log in roots.Logs)
        {
            writer.WriteStartObject();
            writer.WriteString("origin", log.Origin);
            TrustNames.Write(writer, log.Key);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
