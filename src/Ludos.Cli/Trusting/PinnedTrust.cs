using Ludos.Cli.Output;
using Ludos.Distribution;
using Ludos.Trust;

namespace Ludos.Cli.Trusting;

/// <summary>The roots of the registries that this user pinned, and the newest revocations that each told.</summary>
internal static class PinnedTrust
{
    /// <param name="named">Roots that are trusted besides; theirs is the first word on an issuer's name.</param>
    /// <returns>
    /// All roots together. A registry whose files cannot be read is left out and told: without its revocations its modules are not believed. So is one
    /// that calls itself like another, whose revocations it could hide.
    /// </returns>
    public static (TrustRoots Roots, RevocationSet Revocations) Of(string dataFolder, TrustRoots named)
    {
        var (roots, revocations) = (named, RevocationSet.Empty);
        foreach (var folder in RegistryFolder.All(dataFolder))
        {
            if (!folder.Roots().TryGet(out var bytes, out var unread) || !folder.Revocations().TryGet(out var kept, out unread))
            {
                Terminal.Hint($"A registry is not trusted in this run: {unread}");
                continue;
            }

            if (bytes is null)
            {
                continue;
            }

            if (!RegistryRoots.Parse(bytes).TryGet(out var pinned, out var malformed))
            {
                Terminal.Hint($"A registry is not trusted in this run: {malformed}");
                continue;
            }

            if (pinned.Trust.Issuers.Any(issuer => roots.Issuers.Any(known => known.Name == issuer.Name && !known.Key.Equals(issuer.Key))))
            {
                Terminal.Hint($"The registry {pinned.Name} is not trusted in this run: another issuer has its name.");
                continue;
            }

            if (kept is not null)
            {
                if (!Envelope.Parse(kept, "The kept revocation list").TryGet(out var envelope, out var damaged) || !RevocationList.Open(envelope, pinned.Trust).TryGet(out var list, out damaged))
                {
                    Terminal.Hint($"The registry {pinned.Name} is not trusted in this run: {damaged}");
                    continue;
                }

                revocations = revocations.With(list);
            }

            roots = roots.And(pinned.Trust);
        }

        return (roots, revocations);
    }
}
