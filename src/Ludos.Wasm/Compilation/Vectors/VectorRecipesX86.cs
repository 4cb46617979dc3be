using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ludos.Wasm.Compilation;

/// <summary>Vector instructions that are one instruction of x86 and have no name of their own among the runtime's portable operations.</summary>
internal static class VectorRecipesX86
{
    private static readonly int[] Swapped = [1, 0];

    /// <summary>Null when there is none. To be asked only where SSE 4.1 is there.</summary>
    public static VectorRecipe? Find(string name) => name switch
    {
        "i8x16.narrow_i16x8_s" => One(typeof(Sse2), nameof(Sse2.PackSignedSaturate), typeof(short)),
        "i8x16.narrow_i16x8_u" => One(typeof(Sse2), nameof(Sse2.PackUnsignedSaturate), typeof(short)),
        "i16x8.narrow_i32x4_s" => One(typeof(Sse2), nameof(Sse2.PackSignedSaturate), typeof(int)),
        "i16x8.narrow_i32x4_u" => One(typeof(Sse41), nameof(Sse41.PackUnsignedSaturate), typeof(int)),
        "i8x16.avgr_u" => One(typeof(Sse2), nameof(Sse2.Average), typeof(byte)),
        "i16x8.avgr_u" => One(typeof(Sse2), nameof(Sse2.Average), typeof(ushort)),
        "i32x4.dot_i16x8_s" => One(typeof(Sse2), nameof(Sse2.MultiplyAddAdjacent), typeof(short)),
        "f32x4.pmin" => One(typeof(Sse), nameof(Sse.Min), typeof(float)) with { Order = Swapped },
        "f32x4.pmax" => One(typeof(Sse), nameof(Sse.Max), typeof(float)) with { Order = Swapped },
        "f64x2.pmin" => One(typeof(Sse2), nameof(Sse2.Min), typeof(double)) with { Order = Swapped },
        "f64x2.pmax" => One(typeof(Sse2), nameof(Sse2.Max), typeof(double)) with { Order = Swapped },
        "f32x4.demote_f64x2_zero" => One(typeof(Sse2), nameof(Sse2.ConvertToVector128Single), typeof(double), 1),
        "f64x2.promote_low_f32x4" => One(typeof(Sse2), nameof(Sse2.ConvertToVector128Double), typeof(float), 1),
        "f64x2.convert_low_i32x4_s" => One(typeof(Sse2), nameof(Sse2.ConvertToVector128Double), typeof(int), 1),

        // Beside zeros, where the runtime's own takes a shift and a widening.
        "i16x8.extend_high_i8x16_u" => One(typeof(Sse2), nameof(Sse2.UnpackHigh), typeof(byte)) with { Constant = Vector128<byte>.Zero },
        "i32x4.extend_high_i16x8_u" => One(typeof(Sse2), nameof(Sse2.UnpackHigh), typeof(ushort)) with { Constant = Vector128<byte>.Zero },
        "i64x2.extend_high_i32x4_u" => One(typeof(Sse2), nameof(Sse2.UnpackHigh), typeof(uint)) with { Constant = Vector128<byte>.Zero },
        _ => null,
    };

    private static VectorRecipe One(Type owner, string name, Type element, int operands = 2) =>
        new(owner.GetMethod(name, BindingFlags.Public | BindingFlags.Static, [.. Enumerable.Repeat(typeof(Vector128<>).MakeGenericType(element), operands)])
            ?? throw new MissingMethodException(owner.FullName, name));
}
