using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Ludos.Base;
using Ludos.Trust;

namespace Ludos.Modules;

/// <summary>Reads a .gmod from untrusted bytes. Takes only what <see cref="GmodWriter"/> would have written.</summary>
public static class GmodReader
{
    /// <summary>Whether bytes begin like a .gmod.</summary>
    public static bool IsGmod(ReadOnlySpan<byte> bytes) => bytes.StartsWith(GmodFormat.Magic);

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
        ushort version = BinaryPrimitives.ReadUInt16LittleEndian(bytes[GmodFormat.VersionOffset..]);
        if (version != GmodFormat.Version) return $"at {GmodFormat.VersionOffset}: format version {version} is not {GmodFormat.Version}, the one known here";
        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[GmodFormat.FlagsOffset..]) != 0) return $"at {GmodFormat.FlagsOffset}: flags are set that version {GmodFormat.Version} does not have";
        if (BinaryPrimitives.ReadInt32LittleEndian(bytes[GmodFormat.ReservedOffset..]) != 0) return $"at {GmodFormat.ReservedOffset}: reserved bytes are not zero";
        fileCount = BinaryPrimitives.ReadInt32LittleEndian(bytes[GmodFormat.FileCountOffset..]);
        if (fileCount < 0 || fileCount > ModuleLimits.MaxFiles) return $"at {GmodFormat.FileCountOffset}: {(uint)fileCount} files; it may have {ModuleLimits.MaxFiles}";
        directoryBytes = BinaryPrimitives.ReadInt32LittleEndian(bytes[GmodFormat.DirectoryBytesOffset..]);
        if (directoryBytes < 0 || directoryBytes > bytes.Length - GmodFormat.HeaderBytes) return $"at {GmodFormat.DirectoryBytesOffset}: a directory of {(uint)directoryBytes} bytes does not fit in {bytes.Length}";
        long totalBytes = BinaryPrimitives.ReadInt64LittleEndian(bytes[GmodFormat.TotalBytesOffset..]);
        if (totalBytes != bytes.Length) return $"at {GmodFormat.TotalBytesOffset}: it says {totalBytes} bytes and has {bytes.Length}";
        Span<byte> digest = stackalloc byte[GmodFormat.DigestBytes];
        SHA256.HashData(bytes.Slice(GmodFormat.HeaderBytes, directoryBytes), digest);
        return digest.SequenceEqual(bytes.Slice(GmodFormat.DirectoryDigestOffset, GmodFormat.DigestBytes)) ? null : $"at {GmodFormat.DirectoryDigestOffset}: the directory's digest does not match";
    }

    private static string? Entry(ReadOnlyMemory<byte> bytes, int at, int directoryEnd, ref long contentAt, out PackageFile? file)
    {
        file = null;
        if (directoryEnd - at < GmodFormat.EntryBytes) return $"at {at}: the directory ends within an entry";
        ReadOnlySpan<byte> entry = bytes.Span[at..directoryEnd];
        if (Path(entry, at, out string path) is { } pathProblem) return pathProblem;
        long offset = BinaryPrimitives.ReadInt64LittleEndian(entry[GmodFormat.EntryOffsetOffset..]);
        long sizeBytes = BinaryPrimitives.ReadInt64LittleEndian(entry[GmodFormat.EntrySizeOffset..]);
        long expected = GmodFormat.Align(contentAt, ModuleLimits.AlignmentBytes);
        if (offset != expected) return $"at {at}: {path} is said to lie at {offset}, not at {expected}";
        if (sizeBytes < 0 || expected > bytes.Length || sizeBytes > bytes.Length - expected) return $"at {at}: {path} has {sizeBytes} bytes, past the end of the file";
        if (bytes.Span[(int)contentAt..(int)expected].ContainsAnyExcept((byte)0)) return $"at {contentAt}: the bytes before {path} are not zero";
        ReadOnlyMemory<byte> content = bytes.Slice((int)offset, (int)sizeBytes);
        Span<byte> digest = stackalloc byte[GmodFormat.DigestBytes];
        SHA256.HashData(content.Span, digest);
        if (!digest.SequenceEqual(entry.Slice(GmodFormat.EntryDigestOffset, GmodFormat.DigestBytes))) return $"at {offset}: the digest of {path} does not match its content";
        file = new PackageFile(path, content, Convert.ToHexStringLower(digest));
        contentAt = expected + sizeBytes;
        return null;
    }

    private static string? Path(ReadOnlySpan<byte> entry, int at, out string path)
    {
        path = "";
        int pathBytes = BinaryPrimitives.ReadUInt16LittleEndian(entry[GmodFormat.EntryPathBytesOffset..]);
        int paddedBytes = GmodFormat.Align(pathBytes, GmodFormat.EntryAlignmentBytes);
        if (pathBytes > ModuleLimits.MaxPathBytes) return $"at {at}: a path of {pathBytes} bytes; it may have {ModuleLimits.MaxPathBytes}";
        if (entry.Length < GmodFormat.EntryBytes + paddedBytes) return $"at {at}: the directory ends within a path";
        if (entry[GmodFormat.EntryReservedOffset..GmodFormat.EntryBytes].ContainsAnyExcept((byte)0)) return $"at {at + GmodFormat.EntryReservedOffset}: reserved bytes are not zero";
        ReadOnlySpan<byte> padded = entry.Slice(GmodFormat.EntryBytes, paddedBytes);
        if (padded[pathBytes..].ContainsAnyExcept((byte)0)) return $"at {at}: the bytes after a path are not zero";
        if (!Ascii.IsValid(padded[..pathBytes])) return $"at {at}: a path is not ASCII";
        path = Encoding.ASCII.GetString(padded[..pathBytes]);
        return PackagePath.Problem(path) is { } problem ? $"at {at}: the path \"{ManifestNode.Printable(path)}\" {problem}" : null;
    }

    private static Fault<ModuleErrorCode> Broken(string name, string problem) =>
        new(ModuleErrorCode.BadContainer, $"{name}: {problem}.", "Fetch or pack it again.");
}
