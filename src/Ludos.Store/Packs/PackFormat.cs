using System.Buffers.Binary;
using System.Security.Cryptography;
using Ludos.Base;

namespace Ludos.Store;

/// <summary>A pack's own parts: 32 bytes before the objects; behind them a table in order of the digests, and 64 bytes that seal the table.</summary>
internal static class PackFormat
{
    internal const int HeaderBytes = 32;
    internal const int EntryBytes = Digest.SizeBytes + 24;
    internal const int TrailerBytes = 64;

    private const uint Version = 1;
    private const int CreatedOffset = 16;
    private const int TrailerDigestOffset = 32;

    private static ReadOnlySpan<byte> Magic => "LUDOPACK"u8;

    private static ReadOnlySpan<byte> TrailerMagic => "LUDOTABL"u8;

    internal static void WriteHeader(Span<byte> header, long createdUnixSeconds)
    {
        header[..HeaderBytes].Clear();
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(header[CreatedOffset..], createdUnixSeconds);
    }

    internal static bool TryReadHeader(ReadOnlySpan<byte> header, out long createdUnixSeconds)
    {
        createdUnixSeconds = 0;
        if (header.Length < HeaderBytes
            || !header.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(header[8..]) != Version
            || header[12..CreatedOffset].ContainsAnyExcept((byte)0)
            || header[(CreatedOffset + 8)..HeaderBytes].ContainsAnyExcept((byte)0))
        {
            return false;
        }

        createdUnixSeconds = BinaryPrimitives.ReadInt64LittleEndian(header[CreatedOffset..]);
        return true;
    }

    /// <summary>Table and trailer.</summary>
    /// <param name="entries">Sorted here.</param>
    /// <param name="tableOffset">Where the objects end.</param>
    internal static byte[] WriteTable(List<PackEntry> entries, long tableOffset)
    {
        entries.Sort((left, right) => left.Digest.CompareTo(right.Digest));
        var bytes = new byte[(entries.Count * EntryBytes) + TrailerBytes];
        var at = bytes.AsSpan();
        foreach (var entry in entries)
        {
            entry.Digest.Span.CopyTo(at);
            BinaryPrimitives.WriteInt64LittleEndian(at[32..], entry.HeadOffset);
            BinaryPrimitives.WriteUInt32LittleEndian(at[40..], (uint)entry.PlainBytes);
            BinaryPrimitives.WriteUInt32LittleEndian(at[44..], (uint)entry.StoredBytes);
            at[48] = (byte)entry.Encoding;
            at = at[EntryBytes..];
        }

        TrailerMagic.CopyTo(at);
        BinaryPrimitives.WriteInt64LittleEndian(at[8..], tableOffset);
        BinaryPrimitives.WriteUInt32LittleEndian(at[16..], (uint)entries.Count);
        _ = SHA256.HashData(bytes.AsSpan(0, bytes.Length - TrailerDigestOffset), at[TrailerDigestOffset..]);
        return bytes;
    }

    /// <summary>Where the table begins, if the trailer can be one of a pack of this length.</summary>
    internal static bool TryReadTrailer(ReadOnlySpan<byte> trailer, long packBytes, out long tableOffset, out int count)
    {
        tableOffset = 0;
        count = 0;
        if (trailer.Length != TrailerBytes || !trailer.StartsWith(TrailerMagic) || trailer[20..TrailerDigestOffset].ContainsAnyExcept((byte)0))
        {
            return false;
        }

        tableOffset = BinaryPrimitives.ReadInt64LittleEndian(trailer[8..]);
        var said = BinaryPrimitives.ReadUInt32LittleEndian(trailer[16..]);
        if (said > StoreLimits.MaxPackObjects || tableOffset < HeaderBytes || tableOffset != packBytes - TrailerBytes - (said * (long)EntryBytes))
        {
            return false;
        }

        count = (int)said;
        return true;
    }

    /// <summary>The entries, if table and trailer are whole and the objects lie side by side without gaps.</summary>
    /// <param name="bytes">Table and trailer.</param>
    internal static PackEntry[]? ReadTable(ReadOnlySpan<byte> bytes, long tableOffset)
    {
        Span<byte> digest = stackalloc byte[Digest.SizeBytes];
        _ = SHA256.HashData(bytes[..^TrailerDigestOffset], digest);
        if (!digest.SequenceEqual(bytes[^TrailerDigestOffset..]))
        {
            return null;
        }

        var entries = new PackEntry[(bytes.Length - TrailerBytes) / EntryBytes];
        var covered = 0L;
        for (var index = 0; index < entries.Length; index++)
        {
            if (ReadEntry(bytes.Slice(index * EntryBytes, EntryBytes), tableOffset) is not { } entry
                || (index > 0 && entries[index - 1].Digest.CompareTo(entry.Digest) >= 0))
            {
                return null;
            }

            entries[index] = entry;
            covered += ObjectHead.Bytes + entry.StoredBytes;
        }

        return covered == tableOffset - HeaderBytes && LieApart(entries) ? entries : null;
    }

    private static PackEntry? ReadEntry(ReadOnlySpan<byte> at, long tableOffset)
    {
        var entry = new PackEntry(
            new Digest(at[..Digest.SizeBytes]),
            BinaryPrimitives.ReadInt64LittleEndian(at[32..]),
            (ObjectEncoding)at[48],
            (int)BinaryPrimitives.ReadUInt32LittleEndian(at[40..]),
            (int)BinaryPrimitives.ReadUInt32LittleEndian(at[44..]));
        return entry.Encoding <= ObjectEncoding.Sealed
            && !at[49..].ContainsAnyExcept((byte)0)
            && ObjectHead.AreSizes(entry.Encoding, (uint)entry.PlainBytes, (uint)entry.StoredBytes)
            && entry.HeadOffset >= HeaderBytes
            && entry.HeadOffset <= tableOffset
            && entry.EndOffset <= tableOffset
                ? entry
                : null;
    }

    private static bool LieApart(PackEntry[] entries)
    {
        var end = (long)HeaderBytes;
        foreach (var entry in entries.OrderBy(entry => entry.HeadOffset))
        {
            if (entry.HeadOffset != end)
            {
                return false;
            }

            end = entry.EndOffset;
        }

        return true;
    }
}
