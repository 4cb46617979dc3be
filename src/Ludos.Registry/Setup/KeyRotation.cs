using System.Security.Cryptography;
using Ludos.Base;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Metadata;
using Ludos.Trust;

namespace Ludos.Registry.Setup;

/// <summary>
/// Replaces the online keys of the metadata: a new root names new ones, signed by the offline root key, and everything that they sign is signed anew. A rotation
/// that was cut off is repeated: it needs the offline keys only.
/// </summary>
internal static class KeyRotation
{
    /// <summary>Signs new metadata with fresh keys and puts these in place. A registry that is being served must be started again: until then it refuses to sign with the old.</summary>
    public static Fault<RegistryErrorCode>? Rotate(IRegistryCatalogue catalogue, KeyFolder online, OfflineKeys offline, DateTimeOffset now)
    {
        var secrets = new[] { OnlineKeys.SnapshotName, OnlineKeys.TimestampName, OnlineKeys.BinsName }.Select(name => (Name: name, Secret: RandomNumberGenerator.GetBytes(KeyFolder.SecretBytes))).ToArray();
        var (snapshot, timestamp, bins) = (new MemorySigner(secrets[0].Secret), new MemorySigner(secrets[1].Secret), new MemorySigner(secrets[2].Secret));
        var fault = catalogue.Write<bool>(writer =>
        {
            var (rootVersion, targetsVersion) = (Next(writer, TufRoles.Root), Next(writer, TufRoles.Targets));
            var plan = new RootPlan(KeySet.Of(offline.Root.PublicKey), KeySet.Of(timestamp.PublicKey), KeySet.Of(snapshot.PublicKey), KeySet.Of(offline.Targets.PublicKey));
            if (!TufRepository.Root(rootVersion, now + RegistryFounding.RootLifetime, plan, [offline.Root]).TryGet(out var root, out var unsigned)
                || !TufRepository.Targets(targetsVersion, now + RegistryFounding.TargetsLifetime, KeySet.Of(bins.PublicKey), [offline.Targets]).TryGet(out var targets, out unsigned))
            {
                return new Fault<RegistryErrorCode>(RegistryErrorCode.Unavailable, unsigned.Message, unsigned.Mend);
            }

            RepositoryRoles.Put(writer, root, now + RegistryFounding.RootLifetime);
            RepositoryRoles.Put(writer, targets, now + RegistryFounding.TargetsLifetime);
            return new RepositoryRoles(bins, snapshot, timestamp, rootVersion).RenewAll(writer, now) is { } failed ? failed : true;
        }).Fault;
        return fault ?? secrets.Select(secret => online.Replace(secret.Name, secret.Secret)).FirstOrDefault(failed => failed is not null);
    }

    private static long Next(ICatalogueReader reader, string role) => (reader.Role(role)?.Version ?? 0) + 1;
}
