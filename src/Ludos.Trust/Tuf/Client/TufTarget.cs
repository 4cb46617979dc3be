using System.Globalization;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>A target as trusted metadata describes it. Immutable.</summary>
/// <param name="Path">Its path in the repository.</param>
/// <param name="File">Length and digests.</param>
/// <param name="Role">The role that vouches for it: <c>targets</c>, or the delegated role at the end of the search.</param>
/// <param name="RemotePath">What to ask the repository for: with the digest before the name where the repository is consistent. Not escaped.</param>
public sealed record TufTarget(string Path, TargetFile File, string Role, string RemotePath)
{
    /// <summary>Whether these bytes are the target; null when they are.</summary>
    public Fault<TufErrorCode>? Check(ReadOnlySpan<byte> bytes) =>
        bytes.Length == File.LengthBytes
            ? File.Hashes.Check(bytes, Path)
            : new Fault<TufErrorCode>(TufErrorCode.WrongLength, string.Create(CultureInfo.InvariantCulture, $"{TufNode.Printable(Path)} has {bytes.Length} bytes; {File.LengthBytes} were signed."), "Try again later; if it stays, the repository or the way to it is tampered with.");
}
