using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Store;

/// <summary>One pack: a file that never changes once it has its name.</summary>
internal sealed class Pack
{
    private Pack(string name, IReadFile file, long createdUnixSeconds, PackEntry[] entries, bool isTableWhole)
    {
        Name = name;
        Handle = new PackHandle(file);
        LengthBytes = file.LengthBytes;
        CreatedUnixSeconds = createdUnixSeconds;
        Entries = entries;
        IsTableWhole = isTableWhole;
    }

    internal string Name { get; }

    internal long LengthBytes { get; }

    /// <summary>The calendar time that was handed in when it was begun.</summary>
    internal long CreatedUnixSeconds { get; }

    /// <summary>In order of the digests.</summary>
    internal PackEntry[] Entries { get; }

    /// <summary>False when the table was damaged, and the entries were found by walking from head to head.</summary>
    internal bool IsTableWhole { get; }

    internal PackHandle Handle { get; }

    /// <summary>Opens a pack and reads its table. One that is no pack at all is <see cref="StoreErrorCode.Damaged"/>.</summary>
    internal static Result<Pack, StoreErrorCode> Open(IFolder folder, string name)
    {
        if (!folder.OpenFile(name).TryGet(out var file, out var fault))
        {
            return StoreFaults.Of(fault);
        }

        var read = Read(file, name);
        if (!read.IsOk)
        {
            file.Dispose();
        }

        return read;
    }

    private static Result<Pack, StoreErrorCode> Read(IReadFile file, string name)
    {
        var header = new byte[PackFormat.HeaderBytes];
        if (!file.Read(0, header).TryGet(out var got, out var fault))
        {
            return StoreFaults.Of(fault);
        }

        if (got < header.Length || !PackFormat.TryReadHeader(header, out var created))
        {
            return new Fault<StoreErrorCode>(StoreErrorCode.Damaged, $"{name} is no pack of version 1.", "What only it held must be fetched again.");
        }

        if (!ReadTable(file).TryGet(out var entries, out var tableFault))
        {
            return tableFault;
        }

        return entries is not null
            ? new Pack(name, file, created, entries, isTableWhole: true)
            : !WalkHeads(file).TryGet(out var found, out tableFault) ? tableFault
            : new Pack(name, file, created, found, isTableWhole: false);
    }

    private static Result<PackEntry[]?, StoreErrorCode> ReadTable(IReadFile file)
    {
        if (file.LengthBytes < PackFormat.HeaderBytes + PackFormat.TrailerBytes)
        {
            return (PackEntry[]?)null;
        }

        var trailer = new byte[PackFormat.TrailerBytes];
        if (!file.Read(file.LengthBytes - trailer.Length, trailer).TryGet(out var got, out var fault))
        {
            return StoreFaults.Of(fault);
        }

        if (got < trailer.Length || !PackFormat.TryReadTrailer(trailer, file.LengthBytes, out var tableOffset, out _))
        {
            return (PackEntry[]?)null;
        }

        var table = new byte[file.LengthBytes - tableOffset];
        return !file.Read(tableOffset, table).TryGet(out got, out fault) ? StoreFaults.Of(fault)
            : got == table.Length ? PackFormat.ReadTable(table, tableOffset)
            : (PackEntry[]?)null;
    }

    /// <summary>Every object up to the first damaged head: what can be told without the table.</summary>
    private static Result<PackEntry[], StoreErrorCode> WalkHeads(IReadFile file)
    {
        var entries = new Dictionary<Digest, PackEntry>();
        var head = new byte[ObjectHead.Bytes];
        for (var at = (long)PackFormat.HeaderBytes; at + head.Length <= file.LengthBytes;)
        {
            if (!file.Read(at, head).TryGet(out var got, out var fault))
            {
                return StoreFaults.Of(fault);
            }

            if (got < head.Length || !ObjectHead.TryRead(head, out var read) || at + head.Length + read.StoredBytes > file.LengthBytes)
            {
                break;
            }

            entries[read.Digest] = new PackEntry(read.Digest, at, read.Encoding, read.PlainBytes, read.StoredBytes);
            at += head.Length + read.StoredBytes;
        }

        return entries.Values.OrderBy(entry => entry.Digest).ToArray();
    }
}
