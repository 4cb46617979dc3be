using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace Ludos.Store;

/// <summary>Where a .NET assembly keeps its heaps, tables and methods.</summary>
internal sealed class CliImage
{
    private const int NarrowRows = 1 << 16;

    private readonly byte[] _bytes;
    private readonly PEHeaders _headers;
    private readonly int[] _tableOffsets = new int[CliSchema.Tables];
    private readonly int[] _rowBytes = new int[CliSchema.Tables];
    private readonly int[][] _widths = new int[CliSchema.Tables][];

    private CliImage(byte[] bytes, PEHeaders headers, MetadataReader reader)
    {
        _bytes = bytes;
        _headers = headers;
        Rows = [.. Enumerable.Range(0, CliSchema.Tables).Select(table => reader.GetTableRowCount((TableIndex)table))];
        Strings = Heap(reader, HeapIndex.String);
        Blobs = Heap(reader, HeapIndex.Blob);
        UserStrings = Heap(reader, HeapIndex.UserString);
        for (var table = 0; table < CliSchema.Tables; table++)
        {
            _rowBytes[table] = reader.GetTableRowSize((TableIndex)table);
            _tableOffsets[table] = headers.MetadataStartOffset + reader.GetTableMetadataOffset((TableIndex)table);
            _widths[table] = [.. CliSchema.Columns[table].Select(column => Width(column, reader))];
        }
    }

    internal int[] Rows { get; }

    internal (int Offset, int Bytes) Strings { get; }

    internal (int Offset, int Bytes) Blobs { get; }

    internal (int Offset, int Bytes) UserStrings { get; }

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Null when this is no assembly, or one laid out in a way that this does not know.</summary>
    internal static CliImage? Open(byte[] bytes)
    {
        if (bytes.Length < 2 || bytes[0] != 'M' || bytes[1] != 'Z')
        {
            return null;
        }

        try
        {
            using var pe = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(bytes));
            if (!pe.HasMetadata)
            {
                return null;
            }

            var image = new CliImage(bytes, pe.PEHeaders, pe.GetMetadataReader());
            return image.IsKnown() ? image : null;
        }
        catch (Exception error) when (error is BadImageFormatException or ArgumentException or InvalidOperationException or OverflowException or IOException)
        {
            return null;
        }
    }

    internal int WidthOf(int table, int column) => _widths[table][column];

    /// <summary>Whether the columns of both are equally wide, so that a row of one can become a row of the other in its place.</summary>
    internal bool IsLaidOutLike(CliImage other) => _widths.Zip(other._widths).All(each => each.First.AsSpan().SequenceEqual(each.Second));

    /// <summary>Where a row's column lies in the file.</summary>
    /// <param name="row">From 0.</param>
    internal int OffsetOf(int table, int row, int column)
    {
        var at = _tableOffsets[table] + (row * _rowBytes[table]);
        for (var before = 0; before < column; before++)
        {
            at += _widths[table][before];
        }

        return at;
    }

    internal uint Read(int offset, int width) => width == 2
        ? BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(offset))
        : BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(offset));

    /// <summary>Where an address lies in the file; -1 for nowhere.</summary>
    internal int PlaceOf(uint address)
    {
        if (address > int.MaxValue || _headers.GetContainingSectionIndex((int)address) is not (>= 0 and var index))
        {
            return -1;
        }

        var section = _headers.SectionHeaders[index];
        var within = (long)address - section.VirtualAddress;
        return within < section.SizeOfRawData && section.PointerToRawData + within < _bytes.Length ? (int)(section.PointerToRawData + within) : -1;
    }

    private (int Offset, int Bytes) Heap(MetadataReader reader, HeapIndex heap)
    {
        var size = reader.GetHeapSize(heap);
        return size == 0 ? (0, 0) : (_headers.MetadataStartOffset + reader.GetHeapMetadataOffset(heap), size);
    }

    private int Width(CliColumn column, MetadataReader reader) => column.Kind switch
    {
        CliColumnKind.String => reader.GetHeapSize(HeapIndex.String) < NarrowRows ? 2 : 4,
        CliColumnKind.Guid => reader.GetHeapSize(HeapIndex.Guid) < NarrowRows ? 2 : 4,
        CliColumnKind.Blob => reader.GetHeapSize(HeapIndex.Blob) < NarrowRows ? 2 : 4,
        CliColumnKind.Row or CliColumnKind.CodedRow => column.Tables.Where(table => table >= 0).Max(table => Rows[table]) < NarrowRows >> column.CodeBits ? 2 : 4,
        _ => column.Bytes,
    };

    private bool IsKnown()
    {
        for (var table = 0; table < CliSchema.Tables; table++)
        {
            var end = _tableOffsets[table] + ((long)Rows[table] * _rowBytes[table]);
            if (Rows[table] > 0 && (_widths[table].Sum() != _rowBytes[table] || _tableOffsets[table] < 0 || end > _bytes.Length))
            {
                return false;
            }
        }

        return IsInside(Strings) && IsInside(Blobs) && IsInside(UserStrings);
    }

    private bool IsInside((int Offset, int Bytes) heap) => heap.Offset >= 0 && (long)heap.Offset + heap.Bytes <= _bytes.Length;
}
