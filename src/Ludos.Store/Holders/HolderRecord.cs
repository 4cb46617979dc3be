using System.Buffers.Binary;
using System.Security.Cryptography;
using Ludos.Base;

namespace Ludos.Store;

/// <summary>Which objects one holder keeps from collection, and until when. One encoding; see docs/reference/chunks.md.</summary>
/// <param name="Objects">Their digests.</param>
/// <param name="ExpiresUnixSeconds">After this it holds nothing; 0 for never.</param>
internal sealed record HolderRecord(IReadOnlySet<Digest> Objects, long ExpiresUnixSeconds)
{
    internal const int MaxBytes = HeadBytes + (StoreLimits.MaxHeldObjects * Digest.SizeBytes) + Digest.SizeBytes;

    private const int HeadBytes = 24;
    private const uint Version = 1;

    private static ReadOnlySpan<byte> Magic => "LHLD"u8;

    internal byte[] Write()
    {
        var bytes = new byte[HeadBytes + (Objects.Count * Digest.SizeBytes) + Digest.SizeBytes];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), ExpiresUnixSeconds);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(16), (uint)Objects.Count);
        var at = bytes.AsSpan(HeadBytes);
        foreach (var digest in Objects.Order())
        {
            digest.Span.CopyTo(at);
            at = at[Digest.SizeBytes..];
        }

        _ = SHA256.HashData(bytes.AsSpan(0, bytes.Length - Digest.SizeBytes), at);
        return bytes;
    }

    /// <summary>Strict: what <see cref="Write"/> writes and nothing else.</summary>
    internal static Result<HolderRecord, StoreErrorCode> Parse(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length < HeadBytes + Digest.SizeBytes || !bytes.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != Version)
        {
            return Bad(name, "it is no record of version 1");
        }

        var count = BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]);
        if (count > StoreLimits.MaxHeldObjects
            || bytes.Length != HeadBytes + (count * Digest.SizeBytes) + Digest.SizeBytes
            || bytes[20..HeadBytes].ContainsAnyExcept((byte)0))
        {
            return Bad(name, $"{bytes.Length} bytes are no record of {count} objects");
        }

        if (Digest.Of(bytes[..^Digest.SizeBytes]) != new Digest(bytes[^Digest.SizeBytes..]))
        {
            return Bad(name, "its own digest differs");
        }

        var expires = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
        if (expires < 0)
        {
            return Bad(name, "it expires before 1970");
        }

        var objects = new HashSet<Digest>((int)count);
        var before = default(Digest);
        for (var at = bytes[HeadBytes..^Digest.SizeBytes]; !at.IsEmpty; at = at[Digest.SizeBytes..])
        {
            var digest = new Digest(at[..Digest.SizeBytes]);
            if (objects.Count > 0 && before.CompareTo(digest) >= 0)
            {
                return Bad(name, "its digests are out of order");
            }

            _ = objects.Add(digest);
            before = digest;
        }

        return new HolderRecord(objects, expires);
    }

    private static Fault<StoreErrorCode> Bad(string name, string why) =>
        new(StoreErrorCode.Damaged, $"The record of holder {name} is damaged: {why}.", "Install or pin again what it held; until then nothing is collected.");
}
