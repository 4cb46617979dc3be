using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ludos.Wasm.Execution;

/// <summary>
/// What x86 does in fewer instructions than <see cref="VectorOps"/>, with the same results. Used only where <see cref="IsSupported"/>; tests compare the two.
/// </summary>
internal static class VectorOpsX86
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // The sign of a zero counts, but a quiet NaN does not.
    private const byte MinOfBoth = 0b0100;
    private const byte MaxOfBoth = 0b0101;

    public static bool IsSupported => Ssse3.IsSupported && Sse41.IsSupported;

    // An index past 15 must get its top bit, which is what the machine looks at.
    [MethodImpl(Inline)]
    public static Vector128<byte> I8x16Swizzle(Vector128<byte> a, Vector128<byte> indices) =>
        Ssse3.Shuffle(a, Sse2.AddSaturate(indices, Vector128.Create((byte)0x70)));

    // The machine's minimum is its second operand for a NaN and for two zeros, so it is taken both ways: "or" joins the signs of zeros,
    // and NaNs, which then lose their payload.
    [MethodImpl(Inline)]
    public static Vector128<float> F32x4Min(Vector128<float> a, Vector128<float> b)
    {
        if (Avx512DQ.VL.IsSupported)
        {
            return Vector128.ConditionalSelect(Sse.CompareUnordered(a, b), a + b, Avx512DQ.VL.Range(a, b, MinOfBoth));
        }

        var one = Sse.Min(a, b);
        var both = Sse.Or(one, Sse.Min(b, a));
        var nans = Sse.CompareUnordered(both, both);
        return Sse.AndNot(Sse2.ShiftRightLogical(nans.AsUInt32(), 10).AsSingle(), Sse.Or(both, nans));
    }

    [MethodImpl(Inline)]
    public static Vector128<double> F64x2Min(Vector128<double> a, Vector128<double> b)
    {
        if (Avx512DQ.VL.IsSupported)
        {
            return Vector128.ConditionalSelect(Sse2.CompareUnordered(a, b), a + b, Avx512DQ.VL.Range(a, b, MinOfBoth));
        }

        var one = Sse2.Min(a, b);
        var both = Sse2.Or(one, Sse2.Min(b, a));
        var nans = Sse2.CompareUnordered(both, both);
        return Sse2.AndNot(Sse2.ShiftRightLogical(nans.AsUInt64(), 13).AsDouble(), Sse2.Or(both, nans));
    }

    // Where the two ways differ is the sign of a zero, or one operand is a NaN; subtracting the difference gives +0, or a NaN.
    [MethodImpl(Inline)]
    public static Vector128<float> F32x4Max(Vector128<float> a, Vector128<float> b)
    {
        if (Avx512DQ.VL.IsSupported)
        {
            return Vector128.ConditionalSelect(Sse.CompareUnordered(a, b), a + b, Avx512DQ.VL.Range(a, b, MaxOfBoth));
        }

        var one = Sse.Max(a, b);
        var difference = Sse.Xor(one, Sse.Max(b, a));
        var both = Sse.Subtract(Sse.Or(one, difference), difference);
        var nans = Sse.CompareUnordered(both, both);
        return Sse.AndNot(Sse2.ShiftRightLogical(nans.AsUInt32(), 10).AsSingle(), both);
    }

    [MethodImpl(Inline)]
    public static Vector128<double> F64x2Max(Vector128<double> a, Vector128<double> b)
    {
        if (Avx512DQ.VL.IsSupported)
        {
            return Vector128.ConditionalSelect(Sse2.CompareUnordered(a, b), a + b, Avx512DQ.VL.Range(a, b, MaxOfBoth));
        }

        var one = Sse2.Max(a, b);
        var difference = Sse2.Xor(one, Sse2.Max(b, a));
        var both = Sse2.Subtract(Sse2.Or(one, difference), difference);
        var nans = Sse2.CompareUnordered(both, both);
        return Sse2.AndNot(Sse2.ShiftRightLogical(nans.AsUInt64(), 13).AsDouble(), both);
    }

    [MethodImpl(Inline)]
    public static Vector128<double> F64x2ConvertLowI32x4U(Vector128<uint> a)
    {
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.ConvertToVector128Double(a);
        }

        // 2^52 in the upper half makes the lower half the last bits of a double.
        const uint UpperOfTwoTo52 = 0x4330_0000;
        const double TwoTo52 = 4503599627370496.0;
        return Sse2.UnpackLow(a, Vector128.Create(UpperOfTwoTo52)).AsDouble() - Vector128.Create(TwoTo52);
    }

    // The machine's conversion gives the smallest integer for whatever does not fit, so only NaN and the upper bound need care.
    [MethodImpl(Inline)]
    public static Vector128<int> I32x4TruncSatF64x2SZero(Vector128<double> a) =>
        Sse2.ConvertToVector128Int32WithTruncation(Sse2.Min(a, Sse2.And(Sse2.CompareOrdered(a, a), Vector128.Create((double)int.MaxValue))));

    [MethodImpl(Inline)]
    public static Vector128<uint> I32x4TruncSatF64x2UZero(Vector128<double> a)
    {
        var positive = Sse2.Max(a, Vector128<double>.Zero);
        if (Avx512F.VL.IsSupported)
        {
            return Avx512F.VL.ConvertToVector128UInt32WithTruncation(positive);
        }

        const double TwoTo52 = 4503599627370496.0;
        var whole = Sse41.RoundToZero(Sse2.Min(positive, Vector128.Create((double)uint.MaxValue))) + Vector128.Create(TwoTo52);
        return Sse.Shuffle(whole.AsSingle(), Vector128<float>.Zero, 0b00_00_10_00).AsUInt32();
    }

    [MethodImpl(Inline)]
    public static Vector128<byte> I8x16Popcnt(Vector128<byte> a)
    {
        var counts = Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
        var low = Vector128.Create((byte)0x0F);
        return Ssse3.Shuffle(counts, a & low) + Ssse3.Shuffle(counts, Sse2.ShiftRightLogical(a.AsUInt16(), 4).AsByte() & low);
    }

    [MethodImpl(Inline)]
    public static Vector128<short> I16x8ExtaddPairwiseI8x16S(Vector128<sbyte> a) => Ssse3.MultiplyAddAdjacent(Vector128<byte>.One, a);

    [MethodImpl(Inline)]
    public static Vector128<short> I16x8ExtaddPairwiseI8x16U(Vector128<byte> a) => Ssse3.MultiplyAddAdjacent(a, Vector128<sbyte>.One);

    [MethodImpl(Inline)]
    public static Vector128<int> I32x4ExtaddPairwiseI16x8S(Vector128<short> a) => Sse2.MultiplyAddAdjacent(a, Vector128<short>.One);

    // Only -1 times -1 leaves the range, and comes out as the smallest integer.
    [MethodImpl(Inline)]
    public static Vector128<short> I16x8Q15mulrSatS(Vector128<short> a, Vector128<short> b)
    {
        var product = Ssse3.MultiplyHighRoundScale(a, b);
        return product ^ Sse2.CompareEqual(product, Vector128.Create(short.MinValue));
    }

    [MethodImpl(Inline)]
    public static Vector128<long> I64x2ExtmulLowI32x4S(Vector128<int> a, Vector128<int> b) =>
        Sse41.Multiply(Sse2.Shuffle(a, 0b01_01_00_00), Sse2.Shuffle(b, 0b01_01_00_00));

    [MethodImpl(Inline)]
    public static Vector128<long> I64x2ExtmulHighI32x4S(Vector128<int> a, Vector128<int> b) =>
        Sse41.Multiply(Sse2.Shuffle(a, 0b11_11_10_10), Sse2.Shuffle(b, 0b11_11_10_10));

    [MethodImpl(Inline)]
    public static Vector128<ulong> I64x2ExtmulLowI32x4U(Vector128<uint> a, Vector128<uint> b) =>
        Sse2.Multiply(Sse2.Shuffle(a, 0b01_01_00_00), Sse2.Shuffle(b, 0b01_01_00_00));

    [MethodImpl(Inline)]
    public static Vector128<ulong> I64x2ExtmulHighI32x4U(Vector128<uint> a, Vector128<uint> b) =>
        Sse2.Multiply(Sse2.Shuffle(a, 0b11_11_10_10), Sse2.Shuffle(b, 0b11_11_10_10));

    [MethodImpl(Inline)]
    public static Vector128<ushort> I16x8ExtmulHighI8x16U(Vector128<byte> a, Vector128<byte> b) =>
        Sse2.UnpackHigh(a, Vector128<byte>.Zero).AsUInt16() * Sse2.UnpackHigh(b, Vector128<byte>.Zero).AsUInt16();

    // Lower and upper halves of 16-bit products: 32-bit multiplication is the slower one.
    [MethodImpl(Inline)]
    public static Vector128<short> I32x4ExtmulLowI16x8S(Vector128<short> a, Vector128<short> b) => Sse2.UnpackLow(Sse2.MultiplyLow(a, b), Sse2.MultiplyHigh(a, b));

    [MethodImpl(Inline)]
    public static Vector128<short> I32x4ExtmulHighI16x8S(Vector128<short> a, Vector128<short> b) => Sse2.UnpackHigh(Sse2.MultiplyLow(a, b), Sse2.MultiplyHigh(a, b));

    [MethodImpl(Inline)]
    public static Vector128<ushort> I32x4ExtmulLowI16x8U(Vector128<ushort> a, Vector128<ushort> b) => Sse2.UnpackLow(Sse2.MultiplyLow(a, b), Sse2.MultiplyHigh(a, b));

    [MethodImpl(Inline)]
    public static Vector128<ushort> I32x4ExtmulHighI16x8U(Vector128<ushort> a, Vector128<ushort> b) => Sse2.UnpackHigh(Sse2.MultiplyLow(a, b), Sse2.MultiplyHigh(a, b));
}
