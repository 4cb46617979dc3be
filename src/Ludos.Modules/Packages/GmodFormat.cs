using System.Text;

namespace Ludos.Modules;

/// <summary>
/// The .gmod container, version 1. Little-endian. A header, a directory sorted by path, then the files as they are, each at a
/// multiple of 16 bytes with zeros between. There is one encoding of any set of files, and the reader takes no other.
/// docs/reference/gmod.md is the contract.
/// </summary>
internal static class GmodFormat
{
    public const ushort Version = 1;
    public const int HeaderBytes = 64;
    public const int MagicBytes = 8;
    public const int VersionOffset = 8;
    public const int FlagsOffset = 10;
    public const int FileCountOffset = 12;
    public const int DirectoryBytesOffset = 16;
    public const int ReservedOffset = 20;
    public const int TotalBytesOffset = 24;
    public const int DirectoryDigestOffset = 32;
    public const int DigestBytes = 32;

    /// <summary>The fixed part of a directory entry; the path follows it, padded with zeros to 8 bytes.</summary>
    public const int EntryBytes = 56;
    public const int EntryOffsetOffset = 0;
    public const int EntrySizeOffset = 8;
    public const int EntryDigestOffset = 16;
    public const int EntryPathBytesOffset = 48;
    public const int EntryReservedOffset = 50;
    public const int EntryAlignmentBytes = 8;

    /// <summary>Begins with a byte that is no text and holds the line ends that a text transfer would change.</summary>
    public static ReadOnlySpan<byte> Magic => [0x8E, (byte)'G', (byte)'M', (byte)'O', (byte)'D', 0x0D, 0x0A, 0x1A];

    public static int DirectoryEntryBytes(string path) => EntryBytes + Align(Encoding.ASCII.GetByteCount(path), EntryAlignmentBytes);

    public static int Align(int sizeBytes, int alignmentBytes) => (sizeBytes + alignmentBytes - 1) / alignmentBytes * alignmentBytes;

    public static long Align(long sizeBytes, int alignmentBytes) => (sizeBytes + alignmentBytes - 1) / alignmentBytes * alignmentBytes;
}
