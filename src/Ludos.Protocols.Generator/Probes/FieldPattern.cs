using System.Buffers.Binary;

namespace Ludos.Protocols.Generator;

/// <summary>The value that a proof stores in a field: no two bytes of a struct are alike for its first 250 bytes, and none is zero.</summary>
internal static class FieldPattern
{
    private const int Distinct = 250;

    /// <summary>Of a float's top byte, so that it is a number in every language.</summary>
    private const byte FloatTop = 0x41;

    /// <summary>The field's bits, in the low end.</summary>
    public static ulong Bits(MemoryField field)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        for (var index = 0; index < field.Bytes; index++)
        {
            bytes[index] = (byte)(1 + ((field.Offset + index) % Distinct));
        }

        if (field.Kind is TypeKind.Float32 or TypeKind.Float64)
        {
            bytes[field.Bytes - 1] = FloatTop;
        }

        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>The whole struct as it must lie, its gaps zero.</summary>
    public static byte[] Struct(MemoryStruct memory)
    {
        var bytes = new byte[memory.Bytes];
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        foreach (var field in memory.Fields)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, Bits(field));
            word[..field.Bytes].CopyTo(bytes.AsSpan(field.Offset));
        }

        return bytes;
    }
}
