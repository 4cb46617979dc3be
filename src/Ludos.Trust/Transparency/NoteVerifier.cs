using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ludos.Trust;

/// <summary>A key that signs notes, under a name. Immutable.</summary>
/// <param name="Name">No space, no '+'; for a log its origin.</param>
/// <param name="Key">Ed25519.</param>
public sealed record NoteVerifier(string Name, PublicKey Key)
{
    /// <summary>The type byte of Ed25519 in key ids and encoded keys.</summary>
    private const byte Ed25519Type = 1;

    /// <summary>The key's id in signatures: the first four bytes, big-endian, of SHA-256 over name, line feed, type byte and key.</summary>
    public uint KeyHash
    {
        get
        {
            byte[] message = [.. Encoding.UTF8.GetBytes(Name), (byte)'\n', Ed25519Type, .. Key.Bytes.Span];
            return BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(message));
        }
    }

    /// <summary>Whether a text may name a key.</summary>
    public static bool IsName(string name) => !string.IsNullOrEmpty(name) && !name.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter) || letter == '+');

    /// <summary>The key as text: name, key id and key, joined by '+'.</summary>
    public override string ToString() =>
        $"{Name}+{KeyHash:x8}+{Convert.ToBase64String([Ed25519Type, .. Key.Bytes.Span])}";

    /// <summary>Reads what <see cref="ToString"/> writes; null where it is not that.</summary>
    public static NoteVerifier? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('+', 3);
        var bytes = new byte[Trust.Ed25519.PublicKeyBytes + 1];
        if (parts.Length != 3
            || !IsName(parts[0])
            || !Convert.TryFromBase64String(parts[2], bytes, out var length)
            || length != bytes.Length
            || bytes[0] != Ed25519Type)
        {
            return null;
        }

        var verifier = new NoteVerifier(parts[0], PublicKey.Ed25519(bytes.AsSpan(1)));
        return verifier.ToString() == text ? verifier : null;
    }
}
