using Ludos.Base;

namespace Ludos.Trust;

/// <summary>A role's metadata, signed and ready to serve. Immutable.</summary>
/// <param name="Role">Its name: <c>root</c>, <c>bin-3</c>, <c>dev-anna</c>.</param>
/// <param name="Version">1 or more.</param>
/// <param name="Bytes">The file.</param>
public sealed record SignedRole(string Role, long Version, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The name that a consistent repository serves it under. Only the timestamp's has no version.</summary>
    public string FileName => TufNames.File(Role, Role == TufRoles.Timestamp ? null : Version);

    /// <summary>How snapshot and timestamp name it: version, length and SHA-256.</summary>
    public MetaFile Meta => new(Version, Bytes.Length, TufHashes.OfSha256(Digest.Of(Bytes.Span)));
}
