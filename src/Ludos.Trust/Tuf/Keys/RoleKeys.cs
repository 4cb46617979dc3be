using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Which keys may sign for a role, and how many different ones must. Immutable.</summary>
/// <param name="KeyIds">Identifiers; some may name no key that is listed.</param>
/// <param name="Threshold">1 or more.</param>
public sealed record RoleKeys(ImmutableArray<string> KeyIds, int Threshold)
{
    internal static RoleKeys Read(TufNode node)
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in node.Required("keyids").Items(TufLimits.MaxKeys))
        {
            var id = new TufNode(item, "keyids").Text(TufLimits.MaxKeyLength);
            if (!seen.Add(id))
            {
                throw node.Bad($"names the key {TufNode.Printable(id)} twice.");
            }

            ids.Add(id);
        }

        return new RoleKeys(ids.ToImmutable(), (int)Math.Min(int.MaxValue, node.Required("threshold").Integer(1)));
    }

    /// <summary>Whether enough different keys signed the file.</summary>
    /// <param name="keys">Keys by identifier, from the metadata that names this role.</param>
    /// <param name="role">For the message.</param>
    /// <returns>Null when they did.</returns>
    internal Fault<TufErrorCode>? Check(TufFile file, IReadOnlyDictionary<string, TufKey> keys, string role)
    {
        var signers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in KeyIds)
        {
            if (file.Signatures.TryGetValue(id, out var signature) && keys.TryGetValue(id, out var known) && known.Key is { } key && key.Verify(file.SignedBytes, signature))
            {
                // By the key itself: one key under two identifiers counts once.
                _ = signers.Add(key.Id);
            }

            if (signers.Count >= Threshold)
            {
                return null;
            }
        }

        return new Fault<TufErrorCode>(TufErrorCode.TooFewSignatures, $"{TufNode.Printable(role)} is signed by {signers.Count} of its keys; its threshold is {Threshold}.");
    }
}
