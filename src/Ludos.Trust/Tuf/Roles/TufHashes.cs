using System.Security.Cryptography;
using System.Text.Json;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>Digests of one file. Those of algorithms that are known here must all agree. Immutable.</summary>
/// <param name="Sha256">32 bytes, or empty.</param>
/// <param name="Sha512">64 bytes, or empty.</param>
public sealed record TufHashes(ReadOnlyMemory<byte> Sha256, ReadOnlyMemory<byte> Sha512)
{
    public static TufHashes OfSha256(Digest digest) => new(digest.Span.ToArray(), default);

    /// <summary>What stands before a target's name in a consistent repository: the first known digest in hexadecimal; null when none is known.</summary>
    public string? FileNamePrefix =>
        !Sha256.IsEmpty ? Convert.ToHexStringLower(Sha256.Span)
        : !Sha512.IsEmpty ? Convert.ToHexStringLower(Sha512.Span)
        : null;

    /// <summary>Null when every known digest is that of the bytes, and one is known.</summary>
    /// <param name="name">For the message.</param>
    public Fault<TufErrorCode>? Check(ReadOnlySpan<byte> bytes, string name)
    {
        if (FileNamePrefix is null)
        {
            return new Fault<TufErrorCode>(TufErrorCode.UnknownHash, $"{TufNode.Printable(name)} has no digest of a known algorithm.", "Update Ludos.");
        }

        var isRight = (Sha256.IsEmpty || SHA256.HashData(bytes).AsSpan().SequenceEqual(Sha256.Span))
            && (Sha512.IsEmpty || SHA512.HashData(bytes).AsSpan().SequenceEqual(Sha512.Span));
        return isRight ? null : new Fault<TufErrorCode>(TufErrorCode.WrongHash, $"{TufNode.Printable(name)} has another digest than was signed.", "Try again later; if it stays, the repository or the way to it is tampered with.");
    }

    internal static TufHashes Read(TufNode node) => new(Read(node, "sha256", SHA256.HashSizeInBytes), Read(node, "sha512", SHA512.HashSizeInBytes));

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("hashes");
        WriteOne(json, "sha256", Sha256);
        WriteOne(json, "sha512", Sha512);
        json.WriteEndObject();
    }

    private static byte[] Read(TufNode node, string algorithm, int lengthBytes)
    {
        if (node.Optional(algorithm) is not { } field)
        {
            return [];
        }

        var text = field.Text(2 * SHA512.HashSizeInBytes);
        return text.Length == 2 * lengthBytes && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : throw field.Bad($"is not {2 * lengthBytes} hexadecimal digits.");
    }

    private static void WriteOne(Utf8JsonWriter json, string algorithm, ReadOnlyMemory<byte> digest)
    {
        if (!digest.IsEmpty)
        {
            json.WriteString(algorithm, Convert.ToHexStringLower(digest.Span));
        }
    }
}
