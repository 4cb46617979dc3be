using System.Buffers.Binary;
using System.Globalization;
using Ludos.State;

namespace Ludos.Runtime;

/// <summary>The first value in which two contents of a region differ, by its schema.</summary>
/// <param name="Element">From 0.</param>
/// <param name="Field">Its name.</param>
/// <param name="Index">Which value of the field; 0 for a field of one.</param>
/// <param name="Count">Values in the field.</param>
/// <param name="A">The value in the first content.</param>
/// <param name="B">The value in the second.</param>
public sealed record FieldDifference(string Region, int Element, string Field, int Index, int Count, string A, string B)
{
    /// <summary>Null when no value differs; bytes between fields do not count.</summary>
    public static FieldDifference? First(RegionSchema schema, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        ArgumentNullException.ThrowIfNull(schema);
        var at = a.CommonPrefixLength(b);
        for (var element = at / schema.StrideBytes; element < schema.Capacity && at < a.Length; element++)
        {
            var start = element * schema.StrideBytes;
            if (InElement(schema, element, a.Slice(start, schema.StrideBytes), b.Slice(start, schema.StrideBytes)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Region}[{Element}].{Field}{(Count == 1 ? "" : $"[{Index}]")}: {A} and {B}");

    private static FieldDifference? InElement(RegionSchema schema, int element, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        for (var field = 0; field < schema.Fields.Length; field++)
        {
            var (type, count) = (schema.Fields[field].Type, schema.Fields[field].Count);
            var size = type.SizeBytes();
            var left = a.Slice(schema.OffsetOf(field), size * count);
            var right = b.Slice(schema.OffsetOf(field), size * count);
            var same = left.CommonPrefixLength(right);
            if (same < left.Length)
            {
                var index = same / size;
                return new FieldDifference(schema.Name, element, schema.Fields[field].Name, index, count, Text(type, left[(index * size)..]), Text(type, right[(index * size)..]));
            }
        }

        return null;
    }

    private static string Text(FieldType type, ReadOnlySpan<byte> value)
    {
        IFormattable number = type switch
        {
            FieldType.U8 => value[0],
            FieldType.I8 => (sbyte)value[0],
            FieldType.U16 => BinaryPrimitives.ReadUInt16LittleEndian(value),
            FieldType.I16 => BinaryPrimitives.ReadInt16LittleEndian(value),
            FieldType.U32 => BinaryPrimitives.ReadUInt32LittleEndian(value),
            FieldType.I32 => BinaryPrimitives.ReadInt32LittleEndian(value),
            FieldType.U64 => BinaryPrimitives.ReadUInt64LittleEndian(value),
            FieldType.I64 => BinaryPrimitives.ReadInt64LittleEndian(value),
            FieldType.F32 => BinaryPrimitives.ReadSingleLittleEndian(value),
            _ => BinaryPrimitives.ReadDoubleLittleEndian(value),
        };
        return number.ToString(null, CultureInfo.InvariantCulture);
    }
}
