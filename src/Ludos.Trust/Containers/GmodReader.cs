using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Ludos.Base;
using Ludos.Protocols.Modules.V1;

namespace Ludos.Trust;

/// <summary>Reads a .gmod from untrusted bytes, in one pass that digests each byte once. Takes only what <see cref="GmodWriter"/> would have written.</summary>
public static class GmodReader
{
    /// <summary>Whether bytes begin like a .gmod.</summary>
    public static bool IsGmod(ReadOnlySpan<byte> bytes) => BinaryPrimitives.TryReadUInt64LittleEndian(bytes, out var magic) && magic == GmodLayout.GmodMagic;

    /// <summary>Checks every byte.</summary>
    /// <param name="bytes">The whole file; the files returned are slices of it.</param>
    /// <param name="name">The file's name for messages.</param>
    /// <returns>The container, or <see cref="TrustErrorCode.BadContainer"/> with the offset.</returns>
    public static Result<GmodContainer, TrustErrorCode> Read(ReadOnlyMemory<byte> bytes, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Header(bytes.Span, bytes.Length, out var fileCount, out var directoryBytes) is { } problem)
        {
            return Broken(name, problem);
        }

        var headBytes = GmodFormat.HeaderBytes + directoryBytes;
        var entries = new GmodEntry[fileCount];
        if ((Directory(bytes.Span[..headBytes], bytes.Length, entries) ?? Contents(bytes.Span, headBytes, entries)) is { } damage)
        {
            return Broken(name, damage);
        }

        var files = ImmutableArray.CreateBuilder<PackageFile>(fileCount);
        foreach (var entry in entries)
        {
            files.Add(new PackageFile(entry.Path, bytes.Slice(entry.ContentAt, entry.ContentBytes), entry.Digest));
        }

        return new GmodContainer(Digest.Of(bytes.Span[..headBytes]), headBytes, files.MoveToImmutable());
    }

    /// <summary>Reads a head without the contents: what a streamed module begins with. It is checked whole but for the contents' digests.</summary>
    /// <param name="head">Exactly the header and the directory.</param>
    /// <param name="name">The file's name for messages.</param>
    public static Result<GmodHeadInfo, TrustErrorCode> ReadHead(ReadOnlySpan<byte> head, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Header(head, null, out var fileCount, out var directoryBytes) is { } problem)
        {
            return Broken(name, problem);
        }

        if (head.Length != GmodFormat.HeaderBytes + directoryBytes)
        {
            return Broken(name, $"at {GmodFormat.HeaderBytes}: a head of {head.Length} bytes; its directory has {directoryBytes}");
        }

        var totalBytes = (int)MemoryMarshal.Read<GmodHead>(head[GmodLayout.GmodMap.HeadOffset..]).TotalBytes;
        var entries = new GmodEntry[fileCount];
        return Directory(head, totalBytes, entries) is { } damage
            ? Broken(name, damage)
            : new GmodHeadInfo(Digest.Of(head), head.Length, totalBytes, [.. entries]);
    }

    /// <param name="totalBytes">Bytes of the whole file; null where only the head is there.</param>
    private static string? Header(ReadOnlySpan<byte> bytes, int? totalBytes, out int fileCount, out int directoryBytes)
    {
        fileCount = 0;
        directoryBytes = 0;
        if (bytes.Length < GmodFormat.HeaderBytes) return $"it has {bytes.Length} bytes; the header alone has {GmodFormat.HeaderBytes}";
        if (bytes.Length > TrustLimits.MaxModuleBytes) return $"it has {bytes.Length} bytes; it may have {TrustLimits.MaxModuleBytes}";
        if (!IsGmod(bytes)) return "at 0: it does not begin like a .gmod";
        var head = MemoryMarshal.Read<GmodHead>(bytes[GmodLayout.GmodMap.HeadOffset..]);
        if (head.Version != GmodLayout.GmodVersion) return $"at {GmodFormat.HeadOffset(nameof(GmodHead.Version))}: format version {head.Version} is not {GmodLayout.GmodVersion}, the one known here";
        if (head.Flags != 0) return $"at {GmodFormat.HeadOffset(nameof(GmodHead.Flags))}: flags are set that version {GmodLayout.GmodVersion} does not have";
        if (head.Reserved != 0) return $"at {GmodFormat.HeadOffset(nameof(GmodHead.Reserved))}: reserved bytes are not zero";
        if (head.FileCount > TrustLimits.MaxFiles) return $"at {GmodFormat.HeadOffset(nameof(GmodHead.FileCount))}: {head.FileCount} files; it may have {TrustLimits.MaxFiles}";
        if (head.DirectoryBytes > bytes.Length - GmodFormat.HeaderBytes) return $"at {GmodFormat.HeadOffset(nameof(GmodHead.DirectoryBytes))}: a directory of {head.DirectoryBytes} bytes does not fit in {bytes.Length}";
        if (head.TotalBytes != (ulong)(totalBytes ?? (long)head.TotalBytes)) return $"at {GmodFormat.HeadOffset(nameof(GmodHead.TotalBytes))}: it says {head.TotalBytes} bytes and has {totalBytes}";
        if (head.TotalBytes > TrustLimits.MaxModuleBytes) return $"at {GmodFormat.HeadOffset(nameof(GmodHead.TotalBytes))}: it says {head.TotalBytes} bytes; it may have {TrustLimits.MaxModuleBytes}";
        fileCount = (int)head.FileCount;
        directoryBytes = (int)head.DirectoryBytes;
        return Digest.Of(bytes.Slice(GmodFormat.HeaderBytes, directoryBytes)) == new Digest(GmodFormat.DirectoryDigest(bytes))
            ? null
            : $"at {GmodLayout.GmodMap.DigestOffset}: the directory's digest does not match";
    }

    private static string? Directory(ReadOnlySpan<byte> head, int totalBytes, GmodEntry[] entries)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var at = GmodFormat.HeaderBytes;
        long contentEnd = head.Length;
        for (var index = 0; index < entries.Length; index++)
        {
            if (Entry(head, at, totalBytes, ref contentEnd, out var entry) is { } problem) return problem;
            if (index > 0 && string.CompareOrdinal(entries[index - 1].Path, entry.Path) >= 0) return $"at {at}: {entry.Path} does not come after {entries[index - 1].Path} in the order of paths";
            if (!seen.Add(entry.Path)) return $"at {at}: {entry.Path} differs from another path only by case";
            entries[index] = entry;
            at += GmodFormat.DirectoryEntryBytes(entry.Path);
        }

        if (at != head.Length) return $"at {at}: the directory is {head.Length - at} bytes longer than its {entries.Length} entries";
        return contentEnd == totalBytes ? null : $"at {contentEnd}: {totalBytes - contentEnd} bytes follow the last file";
    }

    private static string? Entry(ReadOnlySpan<byte> head, int at, int totalBytes, ref long contentEnd, out GmodEntry entry)
    {
        entry = default;
        if (head.Length - at < GmodFormat.EntryBytes) return $"at {at}: the directory ends within an entry";
        var bytes = head[at..];
        if (Path(bytes, at, out var path) is { } pathProblem) return pathProblem;
        var lies = MemoryMarshal.Read<GmodEntryHead>(bytes[GmodLayout.GmodEntryMap.HeadOffset..]);
        var expected = GmodFormat.ContentStart(contentEnd);
        if (lies.ContentOffset != (ulong)expected) return $"at {at}: {path} is said to lie at {lies.ContentOffset}, not at {expected}";
        if (expected > totalBytes || lies.ContentBytes > (ulong)(totalBytes - expected)) return $"at {at}: {path} has {lies.ContentBytes} bytes, past the end of the file";
        entry = new GmodEntry(path, (int)expected, (int)lies.ContentBytes, new Digest(GmodFormat.ContentDigest(bytes)));
        contentEnd = expected + (long)lies.ContentBytes;
        return null;
    }

    private static string? Contents(ReadOnlySpan<byte> bytes, int headBytes, GmodEntry[] entries)
    {
        var end = headBytes;
        foreach (var entry in entries)
        {
            if (bytes[end..entry.ContentAt].ContainsAnyExcept((byte)0)) return $"at {end}: the bytes before {entry.Path} are not zero";
            if (Digest.Of(bytes.Slice(entry.ContentAt, entry.ContentBytes)) != entry.Digest) return $"at {entry.ContentAt}: the digest of {entry.Path} does not match its content";
            end = entry.ContentAt + entry.ContentBytes;
        }

        return null;
    }

    private static string? Path(ReadOnlySpan<byte> entry, int at, out string path)
    {
        path = "";
        var tail = MemoryMarshal.Read<GmodEntryTail>(entry[GmodLayout.GmodEntryMap.TailOffset..]);
        int pathBytes = tail.PathBytes;
        var paddedBytes = GmodFormat.PaddedPathBytes(pathBytes);
        if (pathBytes > TrustLimits.MaxPathBytes) return $"at {at}: a path of {pathBytes} bytes; it may have {TrustLimits.MaxPathBytes}";
        if (entry.Length < GmodFormat.EntryBytes + paddedBytes) return $"at {at}: the directory ends within a path";
        if (tail.ReservedLow != 0 || tail.ReservedHigh != 0) return $"at {at + GmodLayout.GmodEntryMap.TailOffset + (int)Marshal.OffsetOf<GmodEntryTail>(nameof(GmodEntryTail.ReservedLow))}: reserved bytes are not zero";
        var padded = entry.Slice(GmodFormat.EntryBytes, paddedBytes);
        if (padded[pathBytes..].ContainsAnyExcept((byte)0)) return $"at {at}: the bytes after a path are not zero";
        if (!Ascii.IsValid(padded[..pathBytes])) return $"at {at}: a path is not ASCII";
        path = Encoding.ASCII.GetString(padded[..pathBytes]);
        return PackagePath.Problem(path) is { } problem ? $"at {at}: the path \"{ForeignText.Printable(path)}\" {problem}" : null;
    }

    private static Fault<TrustErrorCode> Broken(string name, string problem) =>
        new(TrustErrorCode.BadContainer, $"{name}: {problem}.", "Fetch or pack it again.");
}
