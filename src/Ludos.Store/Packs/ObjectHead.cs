using System.Buffers.Binary;
using Ludos.Base;
using Ludos.Base.Checksums;

namespace Ludos.Store;

/// <summary>
/// 64 bytes before each object in a pack: enough to know it again when the pack's table is damaged, and to see that stored bytes are whole without a key.
/// </summary>
internal readonly record struct ObjectHead(Digest Digest, ObjectEncoding Encoding, int PlainBytes, int StoredBytes, uint ContentChecksum)
{
    internal const int Bytes = 64;

    private const int EncodingOffset = 4;
    private const int PlainOffset = 8;
    private const int StoredOffset = 12;
    private const int DigestOffset = 16;
    private const int ContentChecksumOffset = 48;
    private const int ZeroOffset = 52;
    private const int ChecksumOffset = 60;

    private static ReadOnlySpan<byte> Magic => "LOBJ"u8;

    internal void Write(Span<byte> head)
    {
        head[..Bytes].Clear();
        Magic.CopyTo(head);
        head[EncodingOffset] = (byte)Encoding;
        BinaryPrimitives.WriteUInt32LittleEndian(head[PlainOffset..], (uint)PlainBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(head[StoredOffset..], (uint)StoredBytes);
        Digest.Span.CopyTo(head[DigestOffset..]);
        BinaryPrimitives.WriteUInt32LittleEndian(head[ContentChecksumOffset..], ContentChecksum);
        BinaryPrimitives.WriteUInt32LittleEndian(head[ChecksumOffset..], Crc32C.Of(head[..ChecksumOffset]));
    }

    /// <summary>Strict: what <see cref="Write"/> writes and nothing else.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> head, out ObjectHead read)
    {
        read = default;
        if (head.Length < Bytes
            || !head.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(head[ChecksumOffset..]) != Crc32C.Of(head[..ChecksumOffset])
            || head[EncodingOffset] > (byte)ObjectEncoding.Sealed
            || head[(EncodingOffset + 1)..PlainOffset].ContainsAnyExcept((byte)0)
            || head[ZeroOffset..ChecksumOffset].ContainsAnyExcept((byte)0))
        {
            return false;
        }

        var plain = BinaryPrimitives.ReadUInt32LittleEndian(head[PlainOffset..]);
        var stored = BinaryPrimitives.ReadUInt32LittleEndian(head[StoredOffset..]);
        if (!AreSizes((ObjectEncoding)head[EncodingOffset], plain, stored))
        {
            return false;
        }

        read = new ObjectHead(
            new Digest(head.Slice(DigestOffset, Digest.SizeBytes)),
            (ObjectEncoding)head[EncodingOffset],
            (int)plain,
            (int)stored,
            BinaryPrimitives.ReadUInt32LittleEndian(head[ContentChecksumOffset..]));
        return true;
    }

    /// <summary>Whether an object may have these sizes.</summary>
    internal static bool AreSizes(ObjectEncoding encoding, uint plain, uint stored) =>
        plain <= StoreLimits.MaxObjectBytes && stored <= StoreLimits.MaxStoredBytes && (encoding != ObjectEncoding.Identity || plain == stored);
}
