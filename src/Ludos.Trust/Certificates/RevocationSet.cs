using System.Collections.Immutable;

namespace Ludos.Trust;

/// <summary>The newest revocation list of each issuer. Immutable and thread-safe.</summary>
public sealed class RevocationSet
{
    private readonly ImmutableDictionary<string, RevocationList> _byIssuer;

    private RevocationSet(ImmutableDictionary<string, RevocationList> byIssuer) => _byIssuer = byIssuer;

    public static RevocationSet Empty { get; } = new(ImmutableDictionary.Create<string, RevocationList>(StringComparer.Ordinal));

    public IEnumerable<RevocationList> Lists => _byIssuer.Values;

    /// <summary>This set with a list in the place of its issuer's older one; a list that is older than the one here changes nothing.</summary>
    public RevocationSet With(RevocationList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        return Of(list.Issuer) is { } known && known.Terms.Number > list.Terms.Number ? this : new RevocationSet(_byIssuer.SetItem(list.Issuer, list));
    }

    /// <returns>Null when no list of the issuer is known.</returns>
    public RevocationList? Of(string issuer) => _byIssuer.GetValueOrDefault(issuer);
}
