using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ludos.Wasm.Execution;

/// <summary>Arithmetic whose wasm meaning is not one IL instruction. Inlined into compiled code.</summary>
internal static class NumericOps
{
    private const float TwoTo64F = 18446744073709551616f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(float a, float b) =>
        a < b ? a
        : b < a ? b
        : a == b ? BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(a) | BitConverter.SingleToInt32Bits(b))
        : a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float a, float b) =>
        a > b ? a
        : b > a ? b
        : a == b ? BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(a) & BitConverter.SingleToInt32Bits(b))
        : a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Min(double a, double b) =>
        a < b ? a
        : b < a ? b
        : a == b ? BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(a) | BitConverter.DoubleToInt64Bits(b))
        : a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(double a, double b) =>
        a > b ? a
        : b > a ? b
        : a == b ? BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(a) & BitConverter.DoubleToInt64Bits(b))
        : a + b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ExtendU(int value) => (uint)value;

    /// <summary>The operand is known to fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TruncI32(double value) => double.ConvertToIntegerNative<int>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TruncI32(float value) => float.ConvertToIntegerNative<int>(value);

    /// <summary>The just-in-time compiler takes a narrowing of a widening for nothing, and a signalling NaN would come out as it went in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Demote(double value) => Sse2.IsSupported
        ? Sse2.ConvertScalarToVector128Single(Vector128<float>.Zero, Vector128.CreateScalarUnsafe(value)).ToScalar()
        : DemoteOpaque(value);

    public static float Canonical(float value) => float.IsNaN(value) ? BitConverter.UInt32BitsToSingle(0x7FC0_0000) : value;

    public static double Canonical(double value) => double.IsNaN(value) ? BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0000) : value;

    /// <summary>Folded at compile time, these bits would pass through a double, which quiets a signalling NaN.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static float SignallingF32(int bits) => BitConverter.Int32BitsToSingle(bits);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static float DemoteOpaque(double value) => (float)value;

    /// <summary>The operand is known to fit an unsigned 32-bit integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TruncU32(double value) => (int)double.ConvertToIntegerNative<long>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TruncU32(float value) => (int)float.ConvertToIntegerNative<long>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long TruncI64(double value) => double.ConvertToIntegerNative<long>(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long TruncI64(float value) => float.ConvertToIntegerNative<long>(value);

    public static int SatI32(float value) => float.IsNaN(value) ? 0 : value <= int.MinValue ? int.MinValue : value >= -(float)int.MinValue ? int.MaxValue : TruncI32(value);

    public static int SatI32(double value) => double.IsNaN(value) ? 0 : value <= int.MinValue ? int.MinValue : value >= int.MaxValue ? int.MaxValue : TruncI32(value);

    public static int SatU32(float value) => !(value > 0) ? 0 : value >= uint.MaxValue ? -1 : TruncU32(value);

    public static int SatU32(double value) => !(value > 0) ? 0 : value >= uint.MaxValue ? -1 : TruncU32(value);

    public static long SatI64(float value) => float.IsNaN(value) ? 0 : value <= long.MinValue ? long.MinValue : value >= -(float)long.MinValue ? long.MaxValue : TruncI64(value);

    public static long SatI64(double value) => double.IsNaN(value) ? 0 : value <= long.MinValue ? long.MinValue : value >= -(double)long.MinValue ? long.MaxValue : TruncI64(value);

    public static long SatU64(float value) => !(value > 0) ? 0 : value >= TwoTo64F ? -1 : TruncU64(value);

    public static long SatU64(double value) => !(value > 0) ? 0 : value >= TwoTo64F ? -1 : TruncU64(value);

    /// <summary>The operand is known to fit an unsigned 64-bit integer.</summary>
    public static long TruncU64(double value)
    {
        const double TwoTo63 = 9223372036854775808.0;
        return value < TwoTo63 ? TruncI64(value) : TruncI64(value - TwoTo63) ^ long.MinValue;
    }

    // Every float is a double, so nothing is lost on the way.
    public static long TruncU64(float value) => TruncU64((double)value);

    /// <summary>Rounds once: the low bit of a halved operand keeps what was shifted out (round to odd).</summary>
    public static float ConvertU64ToF32(long value) => value >= 0 ? value : 2f * (float)((long)((ulong)value >> 1) | (value & 1));

    public static double ConvertU64ToF64(long value) => value >= 0 ? value : 2.0 * (double)((long)((ulong)value >> 1) | (value & 1));
}
