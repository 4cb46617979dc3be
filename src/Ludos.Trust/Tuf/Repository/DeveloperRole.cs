using Ludos.Base;

namespace Ludos.Trust;

/// <summary>A developer's role as it comes to a registry: signed elsewhere, by keys that the registry knows from certificates.</summary>
public static class DeveloperRole
{
    /// <summary>Reads a role that enough of the keys signed.</summary>
    /// <param name="bytes">The metadata file; left alone until this returns.</param>
    /// <param name="name">The developer's, for messages.</param>
    /// <returns>What it says; its version, expiry and targets are for the caller to judge.</returns>
    public static Result<TargetsMetadata, TufErrorCode> Open(ReadOnlyMemory<byte> bytes, string name, KeySet keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        if (bytes.Length > TufLimits.Default.MaxTargetsBytes)
        {
            return new Fault<TufErrorCode>(TufErrorCode.TooLarge, $"The role of {name} has {bytes.Length} bytes; it may have {TufLimits.Default.MaxTargetsBytes}.");
        }

        if (!TufFile.Open(bytes).TryGet(out var file, out var fault))
        {
            return fault;
        }

        using (file)
        {
            return keys.RoleKeys.Check(file, TufRepository.KeyTable([keys]), TufRoles.Developer(name)) is { } refused ? refused : MetadataReader.Targets(file);
        }
    }

    /// <summary>Reads a role whose signatures were checked before: what a registry published itself.</summary>
    public static Result<TargetsMetadata, TufErrorCode> Read(ReadOnlyMemory<byte> bytes)
    {
        if (!TufFile.Open(bytes).TryGet(out var file, out var fault))
        {
            return fault;
        }

        using (file)
        {
            return MetadataReader.Targets(file);
        }
    }
}
