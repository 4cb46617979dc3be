using Ludos.Base;

namespace Ludos.Trust;

/// <summary>What a role says about one target. Immutable.</summary>
public sealed record TargetFile(long LengthBytes, TufHashes Hashes)
{
    /// <summary>Describes content by length and SHA-256.</summary>
    public static TargetFile Of(ReadOnlySpan<byte> content) => new(content.Length, TufHashes.OfSha256(Digest.Of(content)));

    internal static TargetFile Read(TufNode node) => new(node.Required("length").Integer(0), TufHashes.Read(node.Required("hashes")));
}
