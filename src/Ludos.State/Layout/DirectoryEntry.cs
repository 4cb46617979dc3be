using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Ludos.Base;

namespace Ludos.State;

/// <summary>
/// A region's schema as <see cref="ControlLayout.EntryBytes"/> fixed bytes, little-endian: a head of 128 bytes, then 64 bytes a field.
/// Reading trusts nothing: any bytes give a schema that obeys <see cref="SchemaRules"/>, or a fault.
/// </summary>
internal static class DirectoryEntry
{
    private const int SizeOffset = 0;
    private const int CapacityOffset = 8;
    private const int StrideOffset = 12;
    private const int SlotsOffset = 16;
    private const int FieldCountOffset = 18;
    private const int FlagsOffset = 20;
    private const int NameLengthOffset = 24;
    private const int NameOffset = 32;
    private const int HeadBytes = 128;

    private const int FieldBytes = 64;
    private const int FieldIdOffset = 0;
    private const int FieldTypeOffset = 2;
    private const int FieldNameLengthOffset = 3;
    private const int FieldCountValueOffset = 4;
    private const int FieldNameOffset = 8;

    private const uint VolatileFlag = 1;

    internal static void Write(Span<byte> entry, RegionSchema schema, long segmentBytes)
    {
        entry.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(entry[SizeOffset..], segmentBytes);
        BinaryPrimitives.WriteInt32LittleEndian(entry[CapacityOffset..], schema.Capacity);
        BinaryPrimitives.WriteInt32LittleEndian(entry[StrideOffset..], schema.StrideBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[SlotsOffset..], (ushort)schema.Slots);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[FieldCountOffset..], (ushort)schema.Fields.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[FlagsOffset..], schema.IsVolatile ? VolatileFlag : 0);
        entry[NameLengthOffset] = (byte)Encoding.UTF8.GetBytes(schema.Name, entry.Slice(NameOffset, SchemaLimits.MaxRegionNameBytes));
        for (var index = 0; index < schema.Fields.Length; index++)
        {
            var field = schema.Fields[index];
            var bytes = entry.Slice(HeadBytes + (index * FieldBytes), FieldBytes);
            BinaryPrimitives.WriteUInt16LittleEndian(bytes[FieldIdOffset..], field.Id);
            bytes[FieldTypeOffset] = (byte)field.Type;
            bytes[FieldNameLengthOffset] = (byte)Encoding.UTF8.GetBytes(field.Name, bytes.Slice(FieldNameOffset, SchemaLimits.MaxFieldNameBytes));
            BinaryPrimitives.WriteInt32LittleEndian(bytes[FieldCountValueOffset..], field.Count);
        }
    }

    /// <param name="index">Named in faults.</param>
    internal static Result<(RegionSchema Schema, long SegmentBytes), ArenaErrorCode> Read(ReadOnlySpan<byte> entry, int index)
    {
        if (entry.Length < ControlLayout.EntryBytes)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.Truncated, $"Directory entry {index} is {entry.Length} bytes long, not {ControlLayout.EntryBytes}.");
        }

        var nameLength = entry[NameLengthOffset];
        var fieldCount = BinaryPrimitives.ReadUInt16LittleEndian(entry[FieldCountOffset..]);
        if (nameLength > SchemaLimits.MaxRegionNameBytes || fieldCount > SchemaLimits.MaxFields)
        {
            return Corrupt(index, $"a name of {nameLength} bytes and {fieldCount} fields do not fit");
        }

        var fields = ImmutableArray.CreateBuilder<FieldSchema>(fieldCount);
        for (var field = 0; field < fieldCount; field++)
        {
            var bytes = entry.Slice(HeadBytes + (field * FieldBytes), FieldBytes);
            var fieldNameLength = bytes[FieldNameLengthOffset];
            if (fieldNameLength > SchemaLimits.MaxFieldNameBytes)
            {
                return Corrupt(index, $"field {field} has a name of {fieldNameLength} bytes");
            }

            fields.Add(new FieldSchema(
                BinaryPrimitives.ReadUInt16LittleEndian(bytes[FieldIdOffset..]),
                Encoding.UTF8.GetString(bytes.Slice(FieldNameOffset, fieldNameLength)),
                (FieldType)bytes[FieldTypeOffset],
                BinaryPrimitives.ReadInt32LittleEndian(bytes[FieldCountValueOffset..])));
        }

        var schema = new RegionSchema(
            Encoding.UTF8.GetString(entry.Slice(NameOffset, nameLength)),
            fields.MoveToImmutable(),
            BinaryPrimitives.ReadInt32LittleEndian(entry[CapacityOffset..]),
            BinaryPrimitives.ReadUInt16LittleEndian(entry[SlotsOffset..]),
            (BinaryPrimitives.ReadUInt32LittleEndian(entry[FlagsOffset..]) & VolatileFlag) != 0);
        return Judge(schema, index, BinaryPrimitives.ReadInt32LittleEndian(entry[StrideOffset..]), BinaryPrimitives.ReadInt64LittleEndian(entry[SizeOffset..]));
    }

    private static Result<(RegionSchema Schema, long SegmentBytes), ArenaErrorCode> Judge(RegionSchema schema, int index, int strideBytes, long segmentBytes)
    {
        if (SchemaRules.Check(schema) is { } broken)
        {
            return Corrupt(index, broken.Message);
        }

        if (strideBytes != schema.StrideBytes)
        {
            return Corrupt(index, $"a stride of {strideBytes} bytes is written, the fields need {schema.StrideBytes}");
        }

        var needed = SegmentLayout.SegmentBytes(schema);
        return segmentBytes == needed ? (schema, segmentBytes) : Corrupt(index, $"a segment of {segmentBytes} bytes is written, the schema needs {needed}");
    }

    private static Fault<ArenaErrorCode> Corrupt(int index, string detail) =>
        new(ArenaErrorCode.Corrupt, $"Directory entry {index} contradicts itself: {detail}.", "Restart the game that made the arena.");
}
