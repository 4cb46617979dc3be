using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Ludos.Base;
using Ludos.Distribution;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Metadata;
using Ludos.Trust;

namespace Ludos.Registry.Accounts;

/// <summary>A login that went well.</summary>
/// <param name="Token">What later requests carry. Only its digest is kept.</param>
internal sealed record LoggedIn(string Token, DateTimeOffset Expires, IReadOnlyList<CertificateRow> Certificates);

/// <summary>Who makes a request.</summary>
/// <param name="Account">A publisher's name, or <see cref="Logins.PlayerPrefix"/> and a key's id.</param>
internal sealed record Caller(string Account, string KeyId)
{
    public bool IsPlayer => Account.StartsWith(Logins.PlayerPrefix, StringComparison.Ordinal);
}

/// <summary>Turns signed challenges into tokens, and tokens into callers. Thread-safe.</summary>
internal sealed class Logins(IRegistryCatalogue catalogue, Challenges challenges, string registry)
{
    /// <summary>No publisher's name has a colon.</summary>
    public const string PlayerPrefix = "player:";

    private const int TokenBytes = 32;
    private const int TokenLength = 43;

    public string Challenge(string? name, PublicKey key, DateTimeOffset now) => challenges.Draw(name, key, now);

    public Result<LoggedIn, RegistryErrorCode> LogIn(Envelope envelope, DateTimeOffset now)
    {
        if (!Open(envelope).TryGet(out var login, out var fault))
        {
            return fault;
        }

        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        return catalogue.Write<LoggedIn>(writer =>
        {
            if (challenges.Use(writer, login.Challenge, login.Name, login.Key, now) is { } refused)
            {
                return refused;
            }

            var certificates = login.Name is null ? [] : Valid(writer, login.Name, now);
            if (login.Name is not null && !certificates.Any(certificate => certificate.KeyId == login.Key.Id))
            {
                return new Fault<RegistryErrorCode>(RegistryErrorCode.NotLoggedIn, $"No valid certificate names this key for {login.Name}.", "Have who runs the registry enrol the key: ./ludos registry enrol.");
            }

            var account = login.Name ?? PlayerPrefix + login.Key.Id;
            var expires = now + RegistryLimits.TokenLifetime;
            writer.AddToken(new TokenRow(HashOf(token), account, login.Key.Id, expires), now);
            return new LoggedIn(token, expires, certificates);
        });
    }

    /// <summary>A login whose challenge is used up with this: shows that the asker has the key, whoever that is.</summary>
    public Result<LoginStatement, RegistryErrorCode> Proven(Envelope envelope, DateTimeOffset now)
    {
        if (!Open(envelope).TryGet(out var login, out var fault))
        {
            return fault;
        }

        return catalogue.Write<LoginStatement>(writer => challenges.Use(writer, login.Challenge, login.Name, login.Key, now) is { } refused ? refused : login);
    }

    /// <summary>Whose token it is. A publisher's certificate is looked at each time: one that was revoked ends its logins at once.</summary>
    public Result<Caller, RegistryErrorCode> CallerOf(string? authorization, DateTimeOffset now)
    {
        const string scheme = "Bearer ";
        if (authorization is null || !authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || authorization.Length != scheme.Length + TokenLength)
        {
            return NotLoggedIn("The request carries no token.");
        }

        var hash = HashOf(authorization[scheme.Length..]);
        return catalogue.Read<Caller>(reader =>
        {
            if (reader.Token(hash, now) is not { } token)
            {
                return NotLoggedIn("The token is unknown, or its time is over.");
            }

            var caller = new Caller(token.Account, token.KeyId);
            return caller.IsPlayer || Valid(reader, caller.Account, now).Any(certificate => certificate.KeyId == caller.KeyId)
                ? caller
                : NotLoggedIn($"The key's certificate for {caller.Account} has expired or was revoked.");
        });
    }

    private Result<LoginStatement, RegistryErrorCode> Open(Envelope envelope)
    {
        if (!LoginStatement.Open(envelope).TryGet(out var login, out var fault))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.BadRequest, fault.Message, fault.Mend);
        }

        return login.Registry == registry
            ? login
            : new Fault<RegistryErrorCode>(RegistryErrorCode.NotLoggedIn, $"The login is for another registry than {registry}.", "Sign the name that GET /roots gives.");
    }

    private static List<CertificateRow> Valid(ICatalogueReader reader, string account, DateTimeOffset now)
    {
        var revoked = RevokedSerials.Of(reader);
        return [.. reader.Certificates(account).Where(certificate => certificate.NotBefore <= now + RegistryLimits.ClockSkew && now <= certificate.NotAfter && !revoked.Contains(certificate.Serial))];
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    private static Fault<RegistryErrorCode> NotLoggedIn(string message) => new(RegistryErrorCode.NotLoggedIn, message, "Log in: ./ludos login.");
}
