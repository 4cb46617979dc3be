using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Ludos.Base;
using Ludos.Protocols.Modules.V1;

namespace Ludos.Trust;

/// <summary>Writes the one .gmod that a set of files has: equal files give equal bytes, on every machine.</summary>
public static class GmodWriter
{
    /// <param name="files">Content by path, in any order.</param>
    /// <returns>The .gmod, or <see cref="TrustErrorCode.BadPath"/> or <see cref="TrustErrorCode.TooLarge"/>.</returns>
    public static Result<byte[], TrustErrorCode> Write(IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        KeyValuePair<string, ReadOnlyMemory<byte>>[] sorted = [.. files.OrderBy(file => file.Key, StringComparer.Ordinal)];
        if (Check(sorted) is { } fault) return fault;
        int directoryBytes = sorted.Sum(file => GmodFormat.DirectoryEntryBytes(file.Key));
        long totalBytes = GmodFormat.HeaderBytes + (long)directoryBytes;
        foreach (KeyValuePair<string, ReadOnlyMemory<byte>> file in sorted)
        {
            totalBytes = GmodFormat.ContentStart(totalBytes) + file.Value.Length;
        }

        if (totalBytes > TrustLimits.MaxModuleBytes)
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.TooLarge, $"The package would have {totalBytes} bytes; it may have {TrustLimits.MaxModuleBytes}.", "Move large assets into modules of their own.");
        }

        byte[] output = new byte[totalBytes];
        WriteFiles(output, sorted, directoryBytes);
        WriteHeader(output, sorted.Length, directoryBytes);
        return output;
    }

    private static Fault<TrustErrorCode>? Check(KeyValuePair<string, ReadOnlyMemory<byte>>[] sorted)
    {
        if (sorted.Length > TrustLimits.MaxFiles)
        {
            return new Fault<TrustErrorCode>(TrustErrorCode.TooLarge, $"The package would have {sorted.Length} files; it may have {TrustLimits.MaxFiles}.", "Join small files.");
        }

        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string path, _) in sorted)
        {
            if (PackagePath.Problem(path) is { } problem) return new Fault<TrustErrorCode>(TrustErrorCode.BadPath, $"{path} {problem}.", "Rename it.");
            if (!seen.TryAdd(path, path))
            {
                return new Fault<TrustErrorCode>(TrustErrorCode.BadPath, $"{seen[path]} and {path} are one file where case does not count.", "Rename one of them.");
            }
        }

        return null;
    }

    private static void WriteFiles(Span<byte> output, KeyValuePair<string, ReadOnlyMemory<byte>>[] sorted, int directoryBytes)
    {
        int entryAt = GmodFormat.HeaderBytes;
        int contentAt = GmodFormat.HeaderBytes + directoryBytes;
        foreach ((string path, ReadOnlyMemory<byte> content) in sorted)
        {
            contentAt = (int)GmodFormat.ContentStart(contentAt);
            Span<byte> entry = output[entryAt..];
            MemoryMarshal.Write(entry[GmodLayout.GmodEntryMap.HeadOffset..], new GmodEntryHead { ContentOffset = (ulong)contentAt, ContentBytes = (ulong)content.Length });
            SHA256.HashData(content.Span, GmodFormat.ContentDigest(entry));
            int pathBytes = Encoding.ASCII.GetBytes(path, entry[GmodLayout.GmodEntryMap.PathOffset..]);
            MemoryMarshal.Write(entry[GmodLayout.GmodEntryMap.TailOffset..], new GmodEntryTail { PathBytes = (ushort)pathBytes });
            content.Span.CopyTo(output[contentAt..]);
            entryAt += GmodFormat.DirectoryEntryBytes(path);
            contentAt += content.Length;
        }
    }

    private static void WriteHeader(Span<byte> output, int fileCount, int directoryBytes)
    {
        var head = new GmodHead
        {
            Magic = GmodLayout.GmodMagic,
            Version = GmodLayout.GmodVersion,
            FileCount = (uint)fileCount,
            DirectoryBytes = (uint)directoryBytes,
            TotalBytes = (ulong)output.Length,
        };
        MemoryMarshal.Write(output[GmodLayout.GmodMap.HeadOffset..], head);
        SHA256.HashData(output.Slice(GmodFormat.HeaderBytes, directoryBytes), GmodFormat.DirectoryDigest(output));
    }
}
