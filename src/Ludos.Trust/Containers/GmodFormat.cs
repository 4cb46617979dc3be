using System.Runtime.InteropServices;
using System.Text;
using Ludos.Protocols.Modules.V1;

namespace Ludos.Trust;

/// <summary>
/// The .gmod container, version 1. Little-endian. A head, a directory sorted by path, then the files as they are, each at a
/// multiple of 16 bytes with zeros between. There is one encoding of any set of files, and the reader takes no other.
/// docs/reference/gmod.md is the contract; what has a fixed place comes from protocols/modules/v1/gmod.capnp.
/// </summary>
internal static class GmodFormat
{
    /// <summary>Head and digest of the directory, which follows them.</summary>
    public const int HeaderBytes = GmodLayout.GmodMap.EntriesOffset;

    /// <summary>The fixed part of a directory entry; the path follows it, padded with zeros.</summary>
    public const int EntryBytes = GmodLayout.GmodEntryMap.PathOffset;

    /// <summary>Where a field lies in the head, in bytes, for messages.</summary>
    public static int HeadOffset(string field) => GmodLayout.GmodMap.HeadOffset + (int)Marshal.OffsetOf<GmodHead>(field);

    public static Span<byte> DirectoryDigest(Span<byte> file) => file.Slice(GmodLayout.GmodMap.DigestOffset, GmodLayout.GmodMap.DigestStride);

    public static ReadOnlySpan<byte> DirectoryDigest(ReadOnlySpan<byte> file) => file.Slice(GmodLayout.GmodMap.DigestOffset, GmodLayout.GmodMap.DigestStride);

    public static Span<byte> ContentDigest(Span<byte> entry) => entry.Slice(GmodLayout.GmodEntryMap.DigestOffset, GmodLayout.GmodEntryMap.DigestStride);

    public static ReadOnlySpan<byte> ContentDigest(ReadOnlySpan<byte> entry) => entry.Slice(GmodLayout.GmodEntryMap.DigestOffset, GmodLayout.GmodEntryMap.DigestStride);

    /// <summary>Of the path with the zeros behind it.</summary>
    public static int PaddedPathBytes(int pathBytes) => (int)Align(pathBytes, GmodLayout.GmodPathAlignment);

    public static int DirectoryEntryBytes(string path) => EntryBytes + PaddedPathBytes(Encoding.ASCII.GetByteCount(path));

    /// <summary>Where a file's content begins when those before it end at <paramref name="end"/>.</summary>
    public static long ContentStart(long end) => Align(end, GmodLayout.GmodContentAlignment);

    private static long Align(long sizeBytes, int alignmentBytes) => (sizeBytes + alignmentBytes - 1) / alignmentBytes * alignmentBytes;
}
