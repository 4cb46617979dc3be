using System.Reflection.Emit;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Compilation;

/// <summary>Makes NaNs on top of IL's stack the one positive quiet NaN without payload, without a branch.</summary>
internal static class CanonicalNan
{
    private const uint Single = 0x7FC0_0000;
    private const ulong Double = 0x7FF8_0000_0000_0000;

    public static void Emit(ILWriter il, LocalPool pool, ValueType type, NanShape shape)
    {
        var element = shape == NanShape.F32 ? typeof(float) : typeof(double);
        var scalar = type.Kind != ValueKind.V128;
        if (!Vector128.IsHardwareAccelerated && scalar)
        {
            il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(NumericOps), nameof(NumericOps.Canonical), element));
            return;
        }

        il.Emit(OpCodes.Call, scalar ? VectorMembers.CreateScalarUnsafe(element) : VectorMembers.As(typeof(byte), element));
        if (Avx512F.VL.IsSupported)
        {
            FixUp(il, pool, shape, scalar);
        }
        else
        {
            Choose(il, pool, shape);
        }

        il.Emit(OpCodes.Call, scalar ? VectorMembers.Of(nameof(Vector128.ToScalar), element, 1) : VectorMembers.As(element, typeof(byte)));
    }

    /// <summary>One instruction that sees what kind of number each lane is and keeps it, but a NaN, for which it keeps what it is to overwrite.</summary>
    private static void FixUp(ILWriter il, LocalPool pool, NanShape shape, bool scalar)
    {
        const uint KeepNumbers = 0x1111_1100;
        var (element, tables) = shape == NanShape.F32 ? (typeof(float), typeof(int)) : (typeof(double), typeof(long));
        var vector = VectorMembers.VectorOf(element);
        var value = pool.Acquire(vector);
        il.Emit(OpCodes.Stloc, value);
        LoadNan(il, shape);
        il.Emit(OpCodes.Ldloc, value);
        il.LoadVector(shape == NanShape.F32 ? Vector128.Create(KeepNumbers).AsByte() : Vector128.Create((ulong)KeepNumbers).AsByte());
        il.Emit(OpCodes.Call, VectorMembers.As(typeof(byte), tables));
        il.LoadInt(0);
        il.Emit(OpCodes.Call, scalar
            ? typeof(Avx512F).GetMethod(nameof(Avx512F.FixupScalar), [vector, vector, VectorMembers.VectorOf(tables), typeof(byte)])!
            : typeof(Avx512F.VL).GetMethod(nameof(Avx512F.VL.Fixup), [vector, vector, VectorMembers.VectorOf(tables), typeof(byte)])!);
        pool.Release(value);
    }

    private static void Choose(ILWriter il, LocalPool pool, NanShape shape)
    {
        var element = shape == NanShape.F32 ? typeof(float) : typeof(double);
        var value = pool.Acquire(VectorMembers.VectorOf(element));
        il.Emit(OpCodes.Stloc, value);
        il.Emit(OpCodes.Ldloc, value);
        il.Emit(OpCodes.Ldloc, value);
        il.Emit(OpCodes.Call, VectorMembers.Of(nameof(Vector128.Equals), element, 2));
        il.Emit(OpCodes.Ldloc, value);
        LoadNan(il, shape);
        il.Emit(OpCodes.Call, VectorMembers.Of(nameof(Vector128.ConditionalSelect), element, 3));
        pool.Release(value);
    }

    private static void LoadNan(ILWriter il, NanShape shape)
    {
        il.LoadVector(shape == NanShape.F32 ? Vector128.Create(Single).AsByte() : Vector128.Create(Double).AsByte());
        il.Emit(OpCodes.Call, VectorMembers.As(typeof(byte), shape == NanShape.F32 ? typeof(float) : typeof(double)));
    }
}
