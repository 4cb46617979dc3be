using System.Collections.Immutable;

namespace Ludos.State;

/// <summary>Where fields lie in an element. Sums are 64-bit, so that no legal count can overflow them.</summary>
internal static class FieldLayout
{
    internal static long OffsetOf(ImmutableArray<FieldSchema> fields, int fieldIndex)
    {
        var end = 0L;
        for (var index = 0; index < fieldIndex; index++)
        {
            end = Place(end, fields[index]) + Bytes(fields[index]);
        }

        return Place(end, fields[fieldIndex]);
    }

    internal static long StrideOf(ImmutableArray<FieldSchema> fields)
    {
        if (fields.IsDefaultOrEmpty)
        {
            return 0;
        }

        var end = OffsetOf(fields, fields.Length - 1) + Bytes(fields[^1]);
        var alignment = 1;
        foreach (var field in fields)
        {
            alignment = Math.Max(alignment, field.Type.SizeBytes());
        }

        return RoundUp(end, alignment);
    }

    private static long Place(long end, FieldSchema field) => RoundUp(end, Math.Max(1, field.Type.SizeBytes()));

    private static long Bytes(FieldSchema field) => (long)field.Type.SizeBytes() * Math.Max(0, field.Count);

    private static long RoundUp(long value, int alignment) => (value + alignment - 1) / alignment * alignment;
}
