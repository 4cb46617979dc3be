using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Ludos.Base;
using Ludos.Protocols.Modules.V1;

namespace Ludos.Trust;

/// <summary>
/// Where everything of a .gmod lies: known from paths and sizes alone, before any content is read. Contents may then be written
/// in any order, straight to their places; the head comes last, when all digests are known. Not thread-safe.
/// </summary>
public sealed class GmodPlan
{
    private readonly byte[] _head;
    private readonly int[] _entriesAt;

    private GmodPlan(ImmutableArray<PlannedFile> files, byte[] head, int[] entriesAt, int totalBytes)
    {
        Files = files;
        _head = head;
        _entriesAt = entriesAt;
        TotalBytes = totalBytes;
    }

    /// <summary>A file's place.</summary>
    /// <param name="Path">By the rules of <see cref="PackagePath"/>.</param>
    /// <param name="ContentAt">Offset of its content in the .gmod.</param>
    /// <param name="ContentBytes">Its size.</param>
    public readonly record struct PlannedFile(string Path, int ContentAt, int ContentBytes);

    /// <summary>In ordinal order of paths. Bytes between them are zero.</summary>
    public ImmutableArray<PlannedFile> Files { get; }

    /// <summary>Of the whole .gmod.</summary>
    public int TotalBytes { get; }

    /// <param name="files">Sizes in bytes by path, in any order.</param>
    /// <returns>The plan, or <see cref="TrustErrorCode.BadPath"/> or <see cref="TrustErrorCode.TooLarge"/>.</returns>
    public static Result<GmodPlan, TrustErrorCode> Of(IEnumerable<KeyValuePair<string, long>> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        KeyValuePair<string, long>[] sorted = [.. files.OrderBy(file => file.Key, StringComparer.Ordinal)];
        if (Problem(sorted) is { } fault) return fault;
        var directoryBytes = sorted.Sum(file => GmodFormat.DirectoryEntryBytes(file.Key));
        long totalBytes = GmodFormat.HeaderBytes + directoryBytes;
        var placed = ImmutableArray.CreateBuilder<PlannedFile>(sorted.Length);
        foreach (var (path, sizeBytes) in sorted)
        {
            var at = GmodFormat.ContentStart(totalBytes);
            totalBytes = at + sizeBytes;
            if (totalBytes > TrustLimits.MaxModuleBytes)
            {
                return new Fault<TrustErrorCode>(TrustErrorCode.TooLarge, $"The package would have {totalBytes} bytes up to the end of {path}; it may have {TrustLimits.MaxModuleBytes}.", "Move large assets into modules of their own.");
            }

            placed.Add(new PlannedFile(path, (int)at, (int)sizeBytes));
        }

        var head = new byte[GmodFormat.HeaderBytes + directoryBytes];
        var placedFiles = placed.MoveToImmutable();
        WriteHeader(head, placedFiles.Length, directoryBytes, (int)totalBytes);
        return new GmodPlan(placedFiles, head, WriteDirectory(head, placedFiles), (int)totalBytes);
    }

    /// <summary>Notes the digest of a file's content.</summary>
    /// <param name="index">In <see cref="Files"/>.</param>
    public void SetDigest(int index, Digest digest) => digest.Span.CopyTo(GmodFormat.ContentDigest(_head.AsSpan(_entriesAt[index])));

    /// <summary>Header and directory, with every digest that was noted. Its digest is the module's.</summary>
    public ReadOnlyMemory<byte> Head()
    {
        Digest.Of(_head.AsSpan(GmodFormat.HeaderBytes)).Span.CopyTo(GmodFormat.DirectoryDigest(_head.AsSpan()));
        return _head;
    }

    private static Fault<TrustErrorCode>? Problem(KeyValuePair<string, long>[] sorted)
    {
        if (sorted.Length > TrustLimits.MaxFiles)
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.TooLarge, $"The package would have {sorted.Length} files; it may have {TrustLimits.MaxFiles}.", "Join small files.");
        }

        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (path, _) in sorted)
        {
            if (PackagePath.Problem(path) is { } problem) return new Fault<TrustErrorCode>(TrustErrorCode.BadPath, $"{ForeignText.Printable(path)} {problem}.", "Rename it.");
            if (!seen.TryAdd(path, path))
            {
                return new Fault<TrustErrorCode>(TrustErrorCode.BadPath, $"{seen[path]} and {path} are one file where case does not count.", "Rename one of them.");
            }
        }

        return null;
    }

    private static int[] WriteDirectory(Span<byte> head, ImmutableArray<PlannedFile> files)
    {
        var entriesAt = new int[files.Length];
        var at = GmodFormat.HeaderBytes;
        for (var index = 0; index < entriesAt.Length; index++)
        {
            var (path, contentAt, contentBytes) = files[index];
            entriesAt[index] = at;
            var entry = head[at..];
            MemoryMarshal.Write(entry[GmodLayout.GmodEntryMap.HeadOffset..], new GmodEntryHead { ContentOffset = (ulong)contentAt, ContentBytes = (ulong)contentBytes });
            var pathBytes = Encoding.ASCII.GetBytes(path, entry[GmodLayout.GmodEntryMap.PathOffset..]);
            MemoryMarshal.Write(entry[GmodLayout.GmodEntryMap.TailOffset..], new GmodEntryTail { PathBytes = (ushort)pathBytes });
            at += GmodFormat.DirectoryEntryBytes(path);
        }

        return entriesAt;
    }

    private static void WriteHeader(Span<byte> head, int fileCount, int directoryBytes, int totalBytes) =>
        MemoryMarshal.Write(head[GmodLayout.GmodMap.HeadOffset..], new GmodHead
        {
            Magic = GmodLayout.GmodMagic,
            Version = GmodLayout.GmodVersion,
            FileCount = (uint)fileCount,
            DirectoryBytes = (uint)directoryBytes,
            TotalBytes = (ulong)totalBytes,
        });
}
