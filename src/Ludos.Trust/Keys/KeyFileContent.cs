using System.Buffers.Binary;
using System.Text;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>The keys in a key file: a count, then each key, in rising order of names.</summary>
internal static class KeyFileContent
{
    private const int CountBytes = 2;
    private const int FixedBytes = 1 + 1 + 4 + 8 + KeptSecret.SecretBytes;
    private const byte Ed25519Number = 1;
    private const byte X25519Number = 2;

    internal static int Measure(IEnumerable<KeptSecret> keys) => CountBytes + keys.Sum(key => FixedBytes + key.Key.Name.Length);

    /// <param name="content">As long as <see cref="Measure"/> says.</param>
    internal static void Write(IReadOnlyCollection<KeptSecret> keys, Span<byte> content)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(content, (ushort)keys.Count);
        var rest = content[CountBytes..];
        foreach (var kept in keys.OrderBy(key => key.Key.Name, StringComparer.Ordinal))
        {
            var key = kept.Key;
            rest[0] = (byte)key.Name.Length;
            rest = rest[(1 + Encoding.ASCII.GetBytes(key.Name, rest[1..]))..];
            rest[0] = key.Algorithm == KeyAlgorithm.Ed25519 ? Ed25519Number : X25519Number;
            BinaryPrimitives.WriteInt32LittleEndian(rest[1..], (int)key.Purposes);
            BinaryPrimitives.WriteInt64LittleEndian(rest[5..], key.Created.ToUnixTimeSeconds());
            kept.Secret.CopyTo(rest[13..]);
            rest = rest[(13 + KeptSecret.SecretBytes)..];
        }
    }

    /// <summary>Reads all of it; the caller disposes the keys.</summary>
    internal static Result<List<KeptSecret>, KeyErrorCode> Read(ReadOnlySpan<byte> content)
    {
        var keys = new List<KeptSecret>();
        if (Fill(content, keys) is not { } complaint)
        {
            return keys;
        }

        keys.ForEach(key => key.Dispose());
        return new Fault<KeyErrorCode>(KeyErrorCode.Damaged, $"The key file's content is none: {complaint}.", "Restore it from a copy.");
    }

    private static string? Fill(ReadOnlySpan<byte> content, List<KeptSecret> keys)
    {
        if (content.Length < CountBytes || BinaryPrimitives.ReadUInt16LittleEndian(content) is var count && count > KeyLimits.MaxKeys)
        {
            return "the number of keys is missing or too large";
        }

        var rest = content[CountBytes..];
        while (keys.Count < count)
        {
            if (rest.Length < 1 || rest.Length < FixedBytes + rest[0])
            {
                return $"key {keys.Count} is cut off";
            }

            var nameLength = rest[0];
            var name = Encoding.Latin1.GetString(rest.Slice(1, nameLength));
            rest = rest[(1 + nameLength)..];
            var algorithm = rest[0] switch { Ed25519Number => KeyAlgorithm.Ed25519, X25519Number => KeyAlgorithm.X25519, _ => null };
            var purposes = (KeyPurposes)BinaryPrimitives.ReadInt32LittleEndian(rest[1..]);
            var created = BinaryPrimitives.ReadInt64LittleEndian(rest[5..]);
            if (!KeyLimits.IsName(name) || (keys.Count > 0 && string.CompareOrdinal(keys[^1].Key.Name, name) >= 0))
            {
                return $"key {keys.Count} has a name that is not well formed or out of order";
            }

            if (algorithm is null || !KeyRing.MayHave(algorithm, purposes) || created < 0 || created > DateTimeOffset.MaxValue.ToUnixTimeSeconds())
            {
                return $"key {name} has an algorithm, purposes or a date that cannot be";
            }

            keys.Add(new KeptSecret(name, algorithm, purposes, DateTimeOffset.FromUnixTimeSeconds(created), rest.Slice(13, KeptSecret.SecretBytes)));
            rest = rest[(13 + KeptSecret.SecretBytes)..];
        }

        return rest.IsEmpty ? null : "something follows the last key";
    }
}
