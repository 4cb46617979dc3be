using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Ludos.Base;
using Ludos.Protocols.Modules.V1;
using Ludos.Trust;

namespace Ludos.Modules;

/// <summary>Reads a .gmod from untrusted bytes. Takes only what <see cref="GmodWriter"/> would have written.</summary>
public static class GmodReader
{
    /// <summary>Whether bytes begin like a .gmod.</summary>
    public static bool IsGmod(ReadOnlySpan<byte> bytes) => BinaryPrimitives.TryReadUInt64LittleEndian(bytes, out ulong magic) && magic == GmodLayout.GmodMagic;

    /// <param name="bytes">The whole file; the files returned are slices of it.</param>
    /// <param name="name">The file's name for messages.</param>
    /// <returns>Files in ordinal order of their paths, or a fault that gives the offset.</returns>
    public static Result<ImmutableArray<PackageFile>, ModuleErrorCode> Read(ReadOnlyMemory<byte> bytes, string name)
    {
        if (Header(bytes.Span, out int fileCount, out int directoryBytes) is { } problem) return Broken(name, problem);
        var files = ImmutableArray.CreateBuilder<PackageFile>(fileCount);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        int entryAt = GmodFormat.HeaderBytes;
        int directoryEnd = GmodFormat.HeaderBytes + directoryBytes;
        long contentAt = directoryEnd;
        for (int index = 0; index < fileCount; index++)
        {
            string? before = index == 0 ? null : files[index - 1].Path;
            if (Entry(bytes, entryAt, directoryEnd, ref contentAt, out PackageFile? file) is { } entryProblem) return Broken(name, entryProblem);
            if (before is not null && string.CompareOrdinal(before, file!.Path) >= 0) return Broken(name, $"at {entryAt}: {file.Path} does not come after {before} in the order of paths");
            if (!seen.Add(file!.Path)) return Broken(name, $"at {entryAt}: {file.Path} differs from another path only by case");
            files.Add(file);
            entryAt += GmodFormat.DirectoryEntryBytes(file.Path);
        }

        if (entryAt != directoryEnd) return Broken(name, $"at {entryAt}: the directory is {directoryEnd - entryAt} bytes longer than its {fileCount} entries");
        if (contentAt != bytes.Length) return Broken(name, $"at {contentAt}: {bytes.Length - contentAt} bytes follow the last file");
        return files.MoveToImmutable();
    }

    private static string? Header(ReadOnlySpan<byte> bytes, out int fileCount, out int directoryBytes)
    {
        fileCount = 0;
        directoryBytes = 0;
        if (bytes.Length < GmodFormat.HeaderBytes) return $"it has {bytes.Length} bytes; the header alone has {GmodFormat.HeaderBytes}";
        if (bytes.Length > TrustLimits.MaxModuleBytes) return $"it has {bytes.Length} bytes; it may have {TrustLimits.MaxModuleBytes}";
        if (!IsGmod(bytes)) return "at 0: it does not begin like a .gmod";
        GmodHead head = MemoryMarshal.Read<GmodHead>(bytes[GmodLayout.GmodMap.HeadOffset..]);
        if (head.Version != GmodLayout.GmodVersion) return $"at {GmodFormat.HeadOffset(nameof(GmodHead.Version))}: format version {head.Version} is not {GmodLayout.GmodVersion}, the one known here";
        if (head.Flags != 0) return $"at {GmodFormat.HeadOffset(nameof(GmodHead.Flags))}: flags are set that version {GmodLayout.GmodVersion} does not have";
        if (head.Reserved != 0) return $"at {GmodFormat.HeadOffset(nameof(GmodHead.Reserved))}: reserved bytes are not zero";
        if (head.FileCount > ModuleLimits.MaxFiles) return $"at {GmodFormat.HeadOffset(nameof(GmodHead.FileCount))}: {head.FileCount} files; it may have {ModuleLimits.MaxFiles}";
        if (head.DirectoryBytes > bytes.Length - GmodFormat.HeaderBytes) return $"at {GmodFormat.HeadOffset(nameof(GmodHead.DirectoryBytes))}: a directory of {head.DirectoryBytes} bytes does not fit in {bytes.Length}";
        if (head.TotalBytes != (ulong)bytes.Length) return $"at {GmodFormat.HeadOffset(nameof(GmodHead.TotalBytes))}: it says {head.TotalBytes} bytes and has {bytes.Length}";
        fileCount = (int)head.FileCount;
        directoryBytes = (int)head.DirectoryBytes;
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes.Slice(GmodFormat.HeaderBytes, directoryBytes), digest);
        return digest.SequenceEqual(GmodFormat.DirectoryDigest(bytes)) ? null : $"at {GmodLayout.GmodMap.DigestOffset}: the directory's digest does not match";
    }

    private static string? Entry(ReadOnlyMemory<byte> bytes, int at, int directoryEnd, ref long contentAt, out PackageFile? file)
    {
        file = null;
        if (directoryEnd - at < GmodFormat.EntryBytes) return $"at {at}: the directory ends within an entry";
        ReadOnlySpan<byte> entry = bytes.Span[at..directoryEnd];
        if (Path(entry, at, out string path) is { } pathProblem) return pathProblem;
        GmodEntryHead head = MemoryMarshal.Read<GmodEntryHead>(entry[GmodLayout.GmodEntryMap.HeadOffset..]);
        long expected = GmodFormat.ContentStart(contentAt);
        if (head.ContentOffset != (ulong)expected) return $"at {at}: {path} is said to lie at {head.ContentOffset}, not at {expected}";
        if (expected > bytes.Length || head.ContentBytes > (ulong)(bytes.Length - expected)) return $"at {at}: {path} has {head.ContentBytes} bytes, past the end of the file";
        if (bytes.Span[(int)contentAt..(int)expected].ContainsAnyExcept((byte)0)) return $"at {contentAt}: the bytes before {path} are not zero";
        ReadOnlyMemory<byte> content = bytes.Slice((int)expected, (int)head.ContentBytes);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content.Span, digest);
        if (!digest.SequenceEqual(GmodFormat.ContentDigest(entry))) return $"at {expected}: the digest of {path} does not match its content";
        file = new PackageFile(path, content, Convert.ToHexStringLower(digest));
        contentAt = expected + content.Length;
        return null;
    }

    private static string? Path(ReadOnlySpan<byte> entry, int at, out string path)
    {
        path = "";
        GmodEntryTail tail = MemoryMarshal.Read<GmodEntryTail>(entry[GmodLayout.GmodEntryMap.TailOffset..]);
        int pathBytes = tail.PathBytes;
        int paddedBytes = GmodFormat.PaddedPathBytes(pathBytes);
        if (pathBytes > ModuleLimits.MaxPathBytes) return $"at {at}: a path of {pathBytes} bytes; it may have {ModuleLimits.MaxPathBytes}";
        if (entry.Length < GmodFormat.EntryBytes + paddedBytes) return $"at {at}: the directory ends within a path";
        if (tail.ReservedLow != 0 || tail.ReservedHigh != 0) return $"at {at + GmodLayout.GmodEntryMap.TailOffset + (int)Marshal.OffsetOf<GmodEntryTail>(nameof(GmodEntryTail.ReservedLow))}: reserved bytes are not zero";
        ReadOnlySpan<byte> padded = entry.Slice(GmodFormat.EntryBytes, paddedBytes);
        if (padded[pathBytes..].ContainsAnyExcept((byte)0)) return $"at {at}: the bytes after a path are not zero";
        if (!Ascii.IsValid(padded[..pathBytes])) return $"at {at}: a path is not ASCII";
        path = Encoding.ASCII.GetString(padded[..pathBytes]);
        return PackagePath.Problem(path) is { } problem ? $"at {at}: the path \"{ManifestNode.Printable(path)}\" {problem}" : null;
    }

    private static Fault<ModuleErrorCode> Broken(string name, string problem) =>
        new(ModuleErrorCode.BadContainer, $"{name}: {problem}.", "Fetch or pack it again.");
}
