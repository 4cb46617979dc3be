using System.Runtime.Intrinsics;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Tests.Vectors;

/// <summary>Operands that meet the corners of a shape's arithmetic, and some random ones; always the same.</summary>
internal static class VectorOperands
{
    private static readonly uint[] Singles =
    [
        0, 0x8000_0000, 0x3F80_0000, 0xBF80_0000, 0x7F80_0000, 0xFF80_0000, 0x7FC0_0000, 0xFFC0_0000, 0x7FA0_0000, 0xFFA0_1234, 0x0000_0001, 0x8000_0001,
        0x4F00_0000, 0xCF00_0000, 0x4F80_0000, 0x4EFF_FFFF, 0x3EFF_FFFF, 0x3FC0_0000, 0x4020_0000, 0x7F7F_FFFF, 0xFF7F_FFFF,
    ];

    private static readonly ulong[] Doubles =
    [
        0, 0x8000_0000_0000_0000, 0x3FF0_0000_0000_0000, 0xBFF0_0000_0000_0000, 0x7FF0_0000_0000_0000, 0xFFF0_0000_0000_0000, 0x7FF8_0000_0000_0000,
        0x7FF4_0000_0000_0000, 0xFFF4_0000_0000_1234, 1, 0x41DF_FFFF_FFC0_0000, 0x41E0_0000_0000_0000, 0xC1E0_0000_0000_0000, 0xC1E0_0000_0020_0000,
        0x41EF_FFFF_FFE0_0000, 0x41F0_0000_0000_0000, 0x3FDF_FFFF_FFFF_FFFF, 0x3FF8_0000_0000_0000, 0x4004_0000_0000_0000, 0x7FEF_FFFF_FFFF_FFFF,
    ];

    private static readonly byte[] Bytes = [0, 1, 2, 0x0F, 0x10, 0x7E, 0x7F, 0x80, 0x81, 0xFE, 0xFF];

    public static Vector128<byte>[] For(VectorInstruction row, int count, int seed)
    {
        var random = new Random(seed);
        var floats = row.Shape.IsFloat || row.Operation.Contains("f32x4", StringComparison.Ordinal) || row.Operation.Contains("f64x2", StringComparison.Ordinal);
        var doubles = row.Shape == VectorShape.F64x2 && !row.Operation.Contains("f32x4", StringComparison.Ordinal) || row.Operation.Contains("f64x2", StringComparison.Ordinal);
        var made = new Vector128<byte>[count];
        for (var i = 0; i < count; i++)
        {
            made[i] = (i % 3, floats, doubles) switch
            {
                (0, _, _) => Vector128.Create(random.NextInt64(), random.NextInt64()).AsByte(),
                (_, true, true) => Vector128.Create(Pick(Doubles), Pick(Doubles)).AsByte(),
                (_, true, false) => Vector128.Create(Pick(Singles), Pick(Singles), Pick(Singles), Pick(Singles)).AsByte(),
                _ => Vector128.Create([.. Enumerable.Range(0, 16).Select(_ => Pick(Bytes))]),
            };
        }

        return made;

        T Pick<T>(T[] values) => values[random.Next(values.Length)];
    }

    /// <summary>The same with every NaN lane made the canonical one: which NaN arithmetic gives is the machine's choice.</summary>
    public static Vector128<byte> WithoutPayload(VectorShape shape, Vector128<byte> value)
    {
        if (shape == VectorShape.F32x4)
        {
            return Vector128.ConditionalSelect(Vector128.IsNaN(value.AsSingle()), Vector128.Create(0x7FC0_0000u).AsSingle(), value.AsSingle()).AsByte();
        }

        return shape == VectorShape.F64x2
            ? Vector128.ConditionalSelect(Vector128.IsNaN(value.AsDouble()), Vector128.Create(0x7FF8_0000_0000_0000ul).AsDouble(), value.AsDouble()).AsByte()
            : value;
    }
}
