using Ludos.Base;
using Ludos.Distribution;
using Ludos.Registry.Catalogue;
using Ludos.Registry.Metadata;
using Ludos.Trust;

namespace Ludos.Registry.Publishing;

/// <summary>The next version of a developer's role: it must change one module's index and nothing else.</summary>
internal static class DeveloperUpdate
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(400);
    private static readonly TimeSpan ShortestLife = TimeSpan.FromHours(1);

    /// <summary>The index that is published now; null when the module is new.</summary>
    public static Result<ModuleIndex?, RegistryErrorCode> PublishedIndex(ICatalogueReader reader, string account, string moduleId)
    {
        var target = ModuleIndex.TargetNameOf(moduleId);
        if (Published(reader, account) is not { } role || !role.Targets.TryGetValue(target, out var file))
        {
            return (ModuleIndex?)null;
        }

        return reader.Document(DocumentNames.Targets + TufNames.Target(target, file.Hashes.FileNamePrefix ?? "")) is { } bytes && ModuleIndex.Parse(bytes, target).TryGet(out var index, out _)
            ? index
            : new Fault<RegistryErrorCode>(RegistryErrorCode.Unavailable, $"The published index {target} cannot be read.", "Restore the registry's catalogue from a backup.");
    }

    /// <summary>Checks the developer's new role against the published one, and keeps both it and the index.</summary>
    public static Fault<RegistryErrorCode>? Apply(ICatalogueWriter writer, string account, string moduleId, byte[] indexBytes, byte[] roleBytes, DateTimeOffset now)
    {
        var name = TufRoles.Developer(account);
        if (!DeveloperRole.Open(roleBytes, account, DeveloperKeys.Of(writer, account, now)).TryGet(out var role, out var fault))
        {
            return new Fault<RegistryErrorCode>(fault.Code is TufErrorCode.TooFewSignatures ? RegistryErrorCode.NotTrusted : RegistryErrorCode.BadRequest, fault.Message, fault.Mend);
        }

        var version = (writer.Role(name)?.Version ?? 0) + 1;
        if (role.Version != version)
        {
            return new Fault<RegistryErrorCode>(RegistryErrorCode.Conflict, $"The role {name} has version {role.Version}; {version} comes next.", "Something else was published meanwhile, or this was before. Fetch the metadata and publish again.");
        }

        if (role.Expires < now + ShortestLife || role.Expires > now + LongestLife)
        {
            return Inconsistent($"The role {name} expires at {DocumentFields.Text(role.Expires)}; it must live from an hour to {LongestLife.TotalDays:0} days.");
        }

        var target = ModuleIndex.TargetNameOf(moduleId);
        var expected = Published(writer, account)?.Targets.ToDictionary(StringComparer.Ordinal) ?? [];
        expected[target] = TargetFile.Of(indexBytes);
        if (role.Delegations is not null || role.Targets.Count != expected.Count || !expected.All(file => role.Targets.TryGetValue(file.Key, out var named) && IsSame(file.Value, named)))
        {
            return Inconsistent($"The role {name} does not change {target}, and that alone, to the index that came with it.");
        }

        writer.PutDocument(DocumentNames.Targets + TufNames.Target(target, Digest.Of(indexBytes).ToString()), indexBytes);
        RepositoryRoles.Put(writer, new SignedRole(name, version, roleBytes), role.Expires);
        return null;
    }

    private static TargetsMetadata? Published(ICatalogueReader reader, string account)
    {
        var name = TufRoles.Developer(account);
        if (reader.Role(name) is not { } row || reader.Document(DocumentNames.Metadata + TufNames.File(name, row.Version)) is not { } bytes)
        {
            return null;
        }

        // Its keys may have been replaced since; that it was signed was checked when it came.
        return DeveloperRole.Read(bytes).TryGet(out var role, out _) ? role : null;
    }

    private static bool IsSame(TargetFile left, TargetFile right) =>
        left.LengthBytes == right.LengthBytes && left.Hashes.Sha256.Span.SequenceEqual(right.Hashes.Sha256.Span) && left.Hashes.Sha512.IsEmpty == right.Hashes.Sha512.IsEmpty;

    private static Fault<RegistryErrorCode> Inconsistent(string message) => new(RegistryErrorCode.Inconsistent, message, "Publish with ./ludos publish.");
}
