using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Ludos.Base;
using Ludos.Base.Checksums;
using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// A region's schema as <see cref="EntryBytes"/> fixed bytes, little-endian: a head, its name, then one line a field.
/// Reading trusts nothing: any bytes give a schema that obeys <see cref="SchemaRules"/>, or a fault.
/// </summary>
internal static class DirectoryCodec
{
    internal const int EntryBytes = ArenaLayout.ControlMap.EntriesStride;

    private const uint VolatileFlag = 1;
    private const uint ExternalWriterFlag = 2;
    private const int FieldNameOffset = ArenaLayout.EntryMap.FieldNamesOffset - ArenaLayout.EntryMap.FieldsOffset;

    internal static void Write(Span<byte> entry, RegionSchema schema, long segmentBytes, uint generation)
    {
        entry.Clear();
        ref var head = ref Head(entry);
        head.SegmentBytes = (ulong)segmentBytes;
        head.Capacity = (uint)schema.Capacity;
        head.Stride = (uint)schema.StrideBytes;
        head.Slots = (ushort)schema.Slots;
        head.FieldCount = (ushort)schema.Fields.Length;
        head.Flags = (schema.IsVolatile ? VolatileFlag : 0) | (schema.HasExternalWriter ? ExternalWriterFlag : 0);
        head.Kind = (Protocols.System.V1.RegionKind)schema.Kind;
        head.NameBytes = (byte)Encoding.UTF8.GetBytes(schema.Name, entry.Slice(ArenaLayout.EntryMap.NameOffset, SchemaLimits.MaxRegionNameBytes));
        for (var index = 0; index < schema.Fields.Length; index++)
        {
            var field = schema.Fields[index];
            var bytes = FieldLine(entry, index);
            MemoryMarshal.AsRef<FieldEntry>(bytes) = new FieldEntry
            {
                Id = field.Id,
                Type = (byte)field.Type,
                NameBytes = (byte)Encoding.UTF8.GetBytes(field.Name, bytes.Slice(FieldNameOffset, SchemaLimits.MaxFieldNameBytes)),
                Count = (uint)field.Count,
            };
        }

        head.Checksum = Checksum(entry);
        head.Generation = generation;
    }

    /// <param name="index">Named in faults.</param>
    internal static Result<DirectoryRead, ArenaErrorCode> Read(ReadOnlySpan<byte> entry, int index)
    {
        if (entry.Length < EntryBytes)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.Truncated, $"Directory entry {index} is {entry.Length} bytes long, not {EntryBytes}.");
        }

        var head = MemoryMarshal.Read<DirectoryEntry>(entry);
        var checksum = Checksum(entry);
        if (head.Checksum != checksum)
        {
            return Corrupt(index, $"its checksum is written as {head.Checksum:x8} and comes to {checksum:x8}");
        }

        if (head.NameBytes > SchemaLimits.MaxRegionNameBytes || head.FieldCount > SchemaLimits.MaxFields)
        {
            return Corrupt(index, $"a name of {head.NameBytes} bytes and {head.FieldCount} fields do not fit");
        }

        if (!ReadFields(entry, index, head.FieldCount).TryGet(out var fields, out var fault))
        {
            return fault;
        }

        var name = Encoding.UTF8.GetString(entry.Slice(ArenaLayout.EntryMap.NameOffset, head.NameBytes));
        var schema = new RegionSchema(name, fields, (int)head.Capacity, head.Slots, (head.Flags & VolatileFlag) != 0)
        {
            Kind = (RegionKind)head.Kind,
            HasExternalWriter = (head.Flags & ExternalWriterFlag) != 0,
        };
        return Judge(schema, index, head);
    }

    /// <summary>CRC-32C of the entry, with its own field and the generation, which changes later, taken as zero.</summary>
    internal static uint Checksum(ReadOnlySpan<byte> entry)
    {
        Span<byte> copy = stackalloc byte[EntryBytes];
        entry[..EntryBytes].CopyTo(copy);
        Head(copy).Checksum = 0;
        Head(copy).Generation = 0;
        return Crc32C.Of(copy);
    }

    internal static ref DirectoryEntry Head(Span<byte> entry) => ref MemoryMarshal.AsRef<DirectoryEntry>(entry);

    private static Result<ImmutableArray<FieldSchema>, ArenaErrorCode> ReadFields(ReadOnlySpan<byte> entry, int index, int fieldCount)
    {
        var fields = ImmutableArray.CreateBuilder<FieldSchema>(fieldCount);
        for (var field = 0; field < fieldCount; field++)
        {
            var bytes = entry.Slice(ArenaLayout.EntryMap.FieldsOffset + (field * ArenaLayout.EntryMap.FieldsStride), ArenaLayout.EntryMap.FieldsStride);
            var line = MemoryMarshal.Read<FieldEntry>(bytes);
            if (line.NameBytes > SchemaLimits.MaxFieldNameBytes)
            {
                return Corrupt(index, $"field {field} has a name of {line.NameBytes} bytes");
            }

            fields.Add(new FieldSchema(line.Id, Encoding.UTF8.GetString(bytes.Slice(FieldNameOffset, line.NameBytes)), (FieldType)line.Type, (int)line.Count));
        }

        return fields.MoveToImmutable();
    }

    private static Result<DirectoryRead, ArenaErrorCode> Judge(RegionSchema schema, int index, in DirectoryEntry head)
    {
        if (SchemaRules.Check(schema) is { } broken)
        {
            return Corrupt(index, broken.Message);
        }

        if (head.Stride != schema.StrideBytes)
        {
            return Corrupt(index, $"a stride of {head.Stride} bytes is written, the fields need {schema.StrideBytes}");
        }

        var needed = SegmentLayout.SegmentBytes(schema);
        return head.SegmentBytes == (ulong)needed
            ? new DirectoryRead(schema, needed, head.Generation)
            : Corrupt(index, $"a segment of {head.SegmentBytes} bytes is written, the schema needs {needed}");
    }

    private static Span<byte> FieldLine(Span<byte> entry, int field) =>
        entry.Slice(ArenaLayout.EntryMap.FieldsOffset + (field * ArenaLayout.EntryMap.FieldsStride), ArenaLayout.EntryMap.FieldsStride);

    private static Fault<ArenaErrorCode> Corrupt(int index, string detail) =>
        new(ArenaErrorCode.Corrupt, $"Directory entry {index} contradicts itself: {detail}.", "Restart the game that made the arena.");
}

/// <summary>What a directory entry says, checked.</summary>
internal readonly record struct DirectoryRead(RegionSchema Schema, long SegmentBytes, uint Generation);
