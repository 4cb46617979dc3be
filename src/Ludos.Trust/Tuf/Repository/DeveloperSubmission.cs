using Ludos.Base;

namespace Ludos.Trust;

/// <summary>A developer's role as it was sent to a registry, checked as every client will check it.</summary>
/// <param name="Signed">Ready to serve.</param>
/// <param name="Metadata">What it says.</param>
public sealed record DeveloperSubmission(SignedRole Signed, TargetsMetadata Metadata)
{
    /// <summary>Checks signatures, form, version and expiry. A developer's role delegates to nobody and names plain paths.</summary>
    /// <param name="name">As in the certificate.</param>
    /// <param name="keys">The keys that the certificates name now.</param>
    /// <param name="previousVersion">0 where there is none; the next is exactly one more.</param>
    /// <param name="bytes">Copied.</param>
    public static Result<DeveloperSubmission, TufErrorCode> Check(string name, KeySet keys, long previousVersion, ReadOnlyMemory<byte> bytes, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var role = TufRoles.Developer(name);
        if (bytes.Length > TufLimits.Default.MaxTargetsBytes)
        {
            return new Fault<TufErrorCode>(TufErrorCode.TooLarge, $"{role} has {bytes.Length} bytes; {TufLimits.Default.MaxTargetsBytes} are the most.");
        }

        var copy = bytes.ToArray();
        if (!TrustedSet.Targets(copy, role, new MetaFile(previousVersion + 1), keys.RoleKeys, TufRepository.KeyTable([keys])).TryGet(out var metadata, out var fault))
        {
            return fault;
        }

        if (metadata.Delegations is not null)
        {
            return new Fault<TufErrorCode>(TufErrorCode.BadMetadata, $"{role} delegates, which a developer's role may not.");
        }

        if (metadata.Targets.Keys.FirstOrDefault(path => !TargetPath.IsPlain(path)) is { } odd)
        {
            return new Fault<TufErrorCode>(TufErrorCode.BadName, $"{role} names \"{TufNode.Printable(odd)}\", which is not a plain path.");
        }

        return TrustedSet.Current(metadata, role, now) is { } expired ? expired : new DeveloperSubmission(new SignedRole(role, metadata.Version, copy), metadata);
    }
}
