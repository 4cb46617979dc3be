using System.Buffers.Binary;
using System.Collections.Immutable;
using Ludos.Base;

namespace Ludos.Trust;

/// <summary>What is in tiles, by C2SP's tlog-tiles: hashes one after another; entries each behind its length, big-endian in two bytes.</summary>
public static class TileBytes
{
    private const int LengthBytes = sizeof(ushort);

    /// <summary>The content of a tile of hashes.</summary>
    public static byte[] Hashes(INodeReader nodes, TileId tile)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentOutOfRangeException.ThrowIfNegative(tile.Level, nameof(tile));
        var bytes = new byte[tile.Width * Digest.SizeBytes];
        for (var at = 0; at < tile.Width; at++)
        {
            nodes.Node(tile.Level * TileId.LevelsOfTree, (tile.Index * TileId.FullWidth) + at).Span.CopyTo(bytes.AsSpan(at * Digest.SizeBytes));
        }

        return bytes;
    }

    /// <summary>Reads a tile of hashes.</summary>
    /// <param name="bytes">Exactly the tile's width of hashes.</param>
    public static Result<ImmutableArray<Digest>, TransparencyErrorCode> ReadHashes(ReadOnlySpan<byte> bytes, TileId tile)
    {
        if (bytes.Length != tile.Width * Digest.SizeBytes)
        {
            return Bad(tile, $"has {bytes.Length} bytes; {tile.Width * Digest.SizeBytes} are expected");
        }

        var hashes = ImmutableArray.CreateBuilder<Digest>(tile.Width);
        for (var at = 0; at < tile.Width; at++)
        {
            hashes.Add(new Digest(bytes.Slice(at * Digest.SizeBytes, Digest.SizeBytes)));
        }

        return hashes.MoveToImmutable();
    }

    /// <summary>The content of a bundle of entries.</summary>
    /// <param name="entries">1 to 256, each of at most <see cref="TrustLimits.MaxEnvelopeBytes"/> bytes.</param>
    public static byte[] Entries(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries.Count, TileId.FullWidth, nameof(entries));
        var bytes = new byte[entries.Sum(entry => LengthBytes + entry.Length)];
        var rest = bytes.AsSpan();
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)entry.Length));
            entry.Span.CopyTo(rest[LengthBytes..]);
            rest = rest[(LengthBytes + entry.Length)..];
        }

        return bytes;
    }

    /// <summary>Reads a bundle of entries.</summary>
    /// <param name="bytes">Exactly the tile's width of entries; the entries are slices of it.</param>
    public static Result<ImmutableArray<ReadOnlyMemory<byte>>, TransparencyErrorCode> ReadEntries(ReadOnlyMemory<byte> bytes, TileId tile)
    {
        var entries = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(tile.Width);
        while (entries.Count < tile.Width)
        {
            if (!BinaryPrimitives.TryReadUInt16BigEndian(bytes.Span, out var length) || length > bytes.Length - LengthBytes)
            {
                return Bad(tile, $"ends within entry {entries.Count}");
            }

            entries.Add(bytes.Slice(LengthBytes, length));
            bytes = bytes[(LengthBytes + length)..];
        }

        return bytes.IsEmpty ? entries.MoveToImmutable() : Bad(tile, $"has {bytes.Length} bytes behind its entries");
    }

    private static Fault<TransparencyErrorCode> Bad(TileId tile, string problem) => new(TransparencyErrorCode.Malformed, $"The log's {tile.Path} {problem}.", "Fetch it again.");
}
