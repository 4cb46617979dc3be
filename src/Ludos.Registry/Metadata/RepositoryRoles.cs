using Ludos.Base;
using Ludos.Distribution;
using Ludos.Registry.Catalogue;
using Ludos.Trust;

namespace Ludos.Registry.Metadata;

/// <summary>Makes the next versions of the roles that a registry signs itself, within a change of the catalogue.</summary>
/// <param name="bins">Signs the bins.</param>
/// <param name="rootVersion">The root that names these keys: once there is a newer one, nothing is signed with them any more.</param>
internal sealed class RepositoryRoles(ISigner bins, ISigner snapshot, ISigner timestamp, long rootVersion)
{
    /// <summary>A timestamp is good for this long: who freezes a client holds it back no longer.</summary>
    public static readonly TimeSpan TimestampLifetime = TimeSpan.FromDays(1);

    public static readonly TimeSpan SnapshotLifetime = TimeSpan.FromDays(7);

    public static readonly TimeSpan BinLifetime = TimeSpan.FromDays(30);

    /// <summary>Keeps a role's new metadata and makes it the newest.</summary>
    public static void Put(ICatalogueWriter writer, SignedRole role, DateTimeOffset expires)
    {
        writer.PutDocument(DocumentNames.Metadata + role.FileName, role.Bytes);
        writer.PutRole(new RoleRow(role.Role, role.Version, role.Bytes.Length, Digest.Of(role.Bytes.Span).Span.ToArray(), expires));
    }

    /// <summary>Signs a bin anew: whose modules it holds, and with which keys they sign.</summary>
    public Fault<RegistryErrorCode>? RenewBin(ICatalogueWriter writer, int bin, DateTimeOffset now)
    {
        var developers = writer.ModulesInBin(bin)
            .GroupBy(module => module.Publisher, StringComparer.Ordinal)
            .Select(modules => new DeveloperDelegation(modules.Key, DeveloperKeys.Of(writer, modules.Key, now), [.. modules.Select(module => ModuleIndex.TargetNameOf(module.Id))]))
            .Where(developer => developer.Keys.Keys.Length > 0);
        var expires = now + BinLifetime;
        return Put(writer, TufRepository.Bin(bin, NextVersion(writer, TufRoles.Bin(bin)), expires, developers, [bins]), expires);
    }

    /// <summary>Signs every bin, the snapshot and the timestamp anew.</summary>
    public Fault<RegistryErrorCode>? RenewAll(ICatalogueWriter writer, DateTimeOffset now)
    {
        for (var bin = 0; bin < TufRoles.BinCount; bin++)
        {
            if (RenewBin(writer, bin, now) is { } fault)
            {
                return fault;
            }
        }

        return RenewHead(writer, now);
    }

    /// <summary>Signs a snapshot of all roles as they are now, and the timestamp that points to it.</summary>
    public Fault<RegistryErrorCode>? RenewHead(ICatalogueWriter writer, DateTimeOffset now)
    {
        var meta = writer.Roles()
            .Where(role => role.Name is not (TufRoles.Root or TufRoles.Snapshot or TufRoles.Timestamp))
            .Select(role => KeyValuePair.Create(role.Name, new MetaFile(role.Version, role.LengthBytes, TufHashes.OfSha256(new Digest(role.Digest)))));
        var expires = now + SnapshotLifetime;
        var next = TufRepository.Snapshot(NextVersion(writer, TufRoles.Snapshot), expires, meta, [snapshot]);
        return Put(writer, next, expires) ?? Stamp(writer, next.Value, now);
    }

    /// <summary>Signs the timestamp anew; the snapshot stays.</summary>
    public Fault<RegistryErrorCode>? RenewTimestamp(ICatalogueWriter writer, DateTimeOffset now)
    {
        var role = writer.Role(TufRoles.Snapshot);
        return role is not null && writer.Document(DocumentNames.Metadata + TufNames.File(role.Name, role.Version)) is { } bytes
            ? Stamp(writer, new SignedRole(role.Name, role.Version, bytes), now)
            : RenewHead(writer, now);
    }

    /// <summary>Signs whatever is past half of its life. Called now and then while a registry is served.</summary>
    /// <returns>Whether anything was signed.</returns>
    public Result<bool, RegistryErrorCode> Freshen(ICatalogueWriter writer, DateTimeOffset now)
    {
        var isOld = false;
        for (var bin = 0; bin < TufRoles.BinCount; bin++)
        {
            if (IsOld(writer, TufRoles.Bin(bin), BinLifetime, now))
            {
                isOld = true;
                if (RenewBin(writer, bin, now) is { } fault)
                {
                    return fault;
                }
            }
        }

        if (isOld || IsOld(writer, TufRoles.Snapshot, SnapshotLifetime, now))
        {
            return RenewHead(writer, now) is { } fault ? fault : true;
        }

        if (!IsOld(writer, TufRoles.Timestamp, TimestampLifetime, now))
        {
            return false;
        }

        return RenewTimestamp(writer, now) is { } failed ? failed : true;
    }

    private static bool IsOld(ICatalogueReader reader, string role, TimeSpan lifetime, DateTimeOffset now) => reader.Role(role) is not { } row || row.Expires - now < lifetime / 2;

    private static long NextVersion(ICatalogueReader reader, string role) => (reader.Role(role)?.Version ?? 0) + 1;

    private static Fault<RegistryErrorCode>? Put(ICatalogueWriter writer, Result<SignedRole, TufErrorCode> made, DateTimeOffset expires)
    {
        if (!made.TryGet(out var role, out var fault))
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.Unavailable, fault.Message, fault.Mend);
        }

        Put(writer, role, expires);
        return null;
    }

    private Fault<RegistryErrorCode>? Stamp(ICatalogueWriter writer, SignedRole newest, DateTimeOffset now)
    {
        if (writer.Role(TufRoles.Root)?.Version != rootVersion)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.Unavailable, "The registry's keys were replaced while it was served.", "Start ./ludos registry serve again.");
        }

        var expires = now + TimestampLifetime;
        return Put(writer, TufRepository.Timestamp(NextVersion(writer, TufRoles.Timestamp), expires, newest, [timestamp]), expires);
    }
}
