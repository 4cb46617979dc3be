using Ludos.Base;

namespace Ludos.Store;

/// <summary>Finds what of one assembly is what of the next: names, signatures and literals by content, rows by what they are called and the order they are in.</summary>
internal static class CliAlignment
{
    /// <summary>How far ahead rows are looked for after one that was added or removed.</summary>
    private const int Window = 256;

    /// <summary>Rows that must agree behind a gap.</summary>
    private const int Agreeing = 3;

    internal static CliMoves Find(CliImage before, CliImage after)
    {
        var rows = new ShiftMap[CliSchema.Tables];
        var addresses = new List<(uint, uint)>();
        for (var table = 0; table < CliSchema.Tables; table++)
        {
            var pairs = Align(Keys(before, table), Keys(after, table));
            rows[table] = ShiftMap.Of(pairs.Select(pair => ((uint)pair.Old + 1, (uint)pair.New + 1)));
            if (table == CliSchema.MethodDef)
            {
                addresses.AddRange(pairs
                    .Select(pair => (before.Read(before.OffsetOf(table, pair.Old, 0), 4), after.Read(after.OffsetOf(table, pair.New, 0), 4)))
                    .Where(pair => pair.Item1 != 0 && pair.Item2 != 0));
            }
        }

        return new CliMoves(
            Match(Names(before), Names(after)),
            Match(Sized(before, before.Blobs), Sized(after, after.Blobs)),
            Match(Sized(before, before.UserStrings), Sized(after, after.UserStrings)),
            ShiftMap.Of(addresses),
            rows);
    }

    private static ShiftMap Match(List<(uint Offset, Digest Content)> before, List<(uint Offset, Digest Content)> after)
    {
        var places = new Dictionary<Digest, uint>();
        foreach (var (offset, content) in after)
        {
            _ = places.TryAdd(content, offset);
        }

        return ShiftMap.Of(before.Where(each => places.ContainsKey(each.Content)).Select(each => (each.Offset, places[each.Content])));
    }

    private static List<(uint Offset, Digest Content)> Names(CliImage image)
    {
        var heap = image.Bytes.Slice(image.Strings.Offset, image.Strings.Bytes);
        var names = new List<(uint, Digest)>();
        for (var at = 0; at < heap.Length;)
        {
            var length = heap[at..].IndexOf((byte)0);
            if (length < 0)
            {
                break;
            }

            names.Add(((uint)at, Digest.Of(heap.Slice(at, length))));
            at += length + 1;
        }

        return names;
    }

    private static List<(uint Offset, Digest Content)> Sized(CliImage image, (int Offset, int Bytes) where)
    {
        var heap = image.Bytes.Slice(where.Offset, where.Bytes);
        var entries = new List<(uint, Digest)>();
        for (var at = 0; at < heap.Length;)
        {
            var entry = Entry(heap[at..]);
            if (entry.Length == 0)
            {
                break;
            }

            entries.Add(((uint)at, Digest.Of(entry)));
            at += entry.Length;
        }

        return entries;
    }

    /// <summary>One entry with its length before it; nothing where that cannot be.</summary>
    private static ReadOnlySpan<byte> Entry(ReadOnlySpan<byte> heap)
    {
        if (heap.IsEmpty)
        {
            return default;
        }

        var (prefix, length) = heap[0] switch
        {
            < 0x80 => (1, heap[0]),
            < 0xC0 when heap.Length >= 2 => (2, ((heap[0] & 0x3F) << 8) | heap[1]),
            < 0xE0 when heap.Length >= 4 => (4, ((heap[0] & 0x1F) << 24) | (heap[1] << 16) | (heap[2] << 8) | heap[3]),
            _ => (0, 0),
        };
        return prefix == 0 || length > heap.Length - prefix ? default : heap[..(prefix + length)];
    }

    /// <summary>What each row of a table is called; where rows have no names, their signatures.</summary>
    private static Digest[] Keys(CliImage image, int table)
    {
        var kind = CliSchema.Columns[table].Any(column => column.Kind == CliColumnKind.String) ? CliColumnKind.String : CliColumnKind.Blob;
        var columns = CliSchema.Columns[table].Index().Where(column => column.Item.Kind == kind).Select(column => column.Index).ToArray();
        if (columns.Length == 0)
        {
            return [];
        }

        var keys = new Digest[image.Rows[table]];
        var text = new List<byte>();
        for (var row = 0; row < keys.Length; row++)
        {
            text.Clear();
            foreach (var column in columns)
            {
                var offset = image.Read(image.OffsetOf(table, row, column), image.WidthOf(table, column));
                text.AddRange(kind == CliColumnKind.String ? Name(image, offset) : Signature(image, offset));
                text.Add(0);
            }

            keys[row] = Digest.Of(text.ToArray());
        }

        return keys;
    }

    private static ReadOnlySpan<byte> Name(CliImage image, uint offset)
    {
        if (offset >= image.Strings.Bytes)
        {
            return default;
        }

        var rest = image.Bytes.Slice(image.Strings.Offset, image.Strings.Bytes)[(int)offset..];
        return rest.IndexOf((byte)0) is >= 0 and var length ? rest[..length] : rest;
    }

    private static ReadOnlySpan<byte> Signature(CliImage image, uint offset) =>
        offset >= image.Blobs.Bytes ? default : Entry(image.Bytes.Slice(image.Blobs.Offset, image.Blobs.Bytes)[(int)offset..]);

    private static List<(int Old, int New)> Align(Digest[] before, Digest[] after)
    {
        var pairs = new List<(int, int)>();
        var (old, moved) = (0, 0);
        while (old < before.Length && moved < after.Length)
        {
            if (before[old] == after[moved])
            {
                pairs.Add((old++, moved++));
            }
            else
            {
                var (skipOld, skipNew) = Gap(before.AsSpan(old), after.AsSpan(moved));
                old += skipOld;
                moved += skipNew;
            }
        }

        return pairs;
    }

    /// <summary>The smallest gap behind which both agree again; one row of each where none is near.</summary>
    private static (int Old, int New) Gap(ReadOnlySpan<Digest> before, ReadOnlySpan<Digest> after)
    {
        for (var gap = 1; gap < Window; gap++)
        {
            for (var skipOld = 0; skipOld <= gap; skipOld++)
            {
                var skipNew = gap - skipOld;
                if (skipOld < before.Length && skipNew < after.Length)
                {
                    var agreeing = before[skipOld..].CommonPrefixLength(after[skipNew..]);
                    if (agreeing >= Math.Min(Agreeing, Math.Min(before.Length - skipOld, after.Length - skipNew)))
                    {
                        return (skipOld, skipNew);
                    }
                }
            }
        }

        return (1, 1);
    }
}
