using System.Collections.Immutable;

namespace Ludos.Trust;

/// <summary>Whom a targets role trusts for what. Immutable.</summary>
/// <param name="Keys">By identifier.</param>
/// <param name="Roles">In order of priority. Empty when <paramref name="Bins"/> are used.</param>
/// <param name="Bins">Succinct hash bins; null when roles are listed one by one.</param>
public sealed record Delegations(IReadOnlyDictionary<string, TufKey> Keys, ImmutableArray<DelegatedRole> Roles, SuccinctBins? Bins = null)
{
    /// <summary>The roles trusted for a target path, in order of priority.</summary>
    internal IEnumerable<DelegatedRole> For(string targetPath) =>
        Bins is not null ? [Bins.For(targetPath)] : Roles.Where(role => role.IsFor(targetPath));

    internal static Delegations Read(TufNode node)
    {
        var keys = TufKey.ReadAll(node.Required("keys"));
        if (node.Optional("succinct_roles") is { } bins)
        {
            return node.Optional("roles") is null ? new Delegations(keys, [], SuccinctBins.Read(bins)) : throw node.Bad("has both roles and succinct_roles.");
        }

        var roles = ImmutableArray.CreateBuilder<DelegatedRole>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in node.Required("roles").Items(int.MaxValue))
        {
            var role = DelegatedRole.Read(new TufNode(item, "roles"));
            if (!names.Add(role.Name))
            {
                throw node.Bad($"delegates to {TufNode.Printable(role.Name)} twice.");
            }

            roles.Add(role);
        }

        return new Delegations(keys, roles.ToImmutable());
    }
}
