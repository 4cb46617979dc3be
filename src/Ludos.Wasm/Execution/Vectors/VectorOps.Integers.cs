using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ludos.Wasm.Execution;

internal static partial class VectorOps
{
    // The runtime's own absolute value throws at the smallest integer where it has no vector hardware.
    [MethodImpl(Inline)]
    public static Vector128<sbyte> I8x16Abs(Vector128<sbyte> a) => (a ^ (a >> 7)) - (a >> 7);

    [MethodImpl(Inline)]
    public static Vector128<short> I16x8Abs(Vector128<short> a) => (a ^ (a >> 15)) - (a >> 15);

    [MethodImpl(Inline)]
    public static Vector128<int> I32x4Abs(Vector128<int> a) => (a ^ (a >> 31)) - (a >> 31);

    [MethodImpl(Inline)]
    public static Vector128<long> I64x2Abs(Vector128<long> a) => (a ^ (a >> 63)) - (a >> 63);

    [MethodImpl(Inline)]
    public static Vector128<byte> I8x16Popcnt(Vector128<byte> a)
    {
        var pairs = a - ((a >> 1) & Vector128.Create((byte)0x55));
        var fours = (pairs & Vector128.Create((byte)0x33)) + ((pairs >> 2) & Vector128.Create((byte)0x33));
        return (fours + (fours >> 4)) & Vector128.Create((byte)0x0F);
    }

    [MethodImpl(Inline)]
    public static Vector128<byte> I8x16AvgrU(Vector128<byte> a, Vector128<byte> b) => (a | b) - ((a ^ b) >> 1);

    [MethodImpl(Inline)]
    public static Vector128<ushort> I16x8AvgrU(Vector128<ushort> a, Vector128<ushort> b) => (a | b) - ((a ^ b) >> 1);

    [MethodImpl(Inline)]
    public static Vector128<sbyte> I8x16NarrowI16x8S(Vector128<short> a, Vector128<short> b) => Vector128.Narrow(
        Vector128.Min(Vector128.Max(a, Vector128.Create((short)sbyte.MinValue)), Vector128.Create((short)sbyte.MaxValue)),
        Vector128.Min(Vector128.Max(b, Vector128.Create((short)sbyte.MinValue)), Vector128.Create((short)sbyte.MaxValue)));

    [MethodImpl(Inline)]
    public static Vector128<byte> I8x16NarrowI16x8U(Vector128<short> a, Vector128<short> b) => Vector128.Narrow(
        Vector128.Min(Vector128.Max(a, Vector128<short>.Zero), Vector128.Create((short)byte.MaxValue)).AsUInt16(),
        Vector128.Min(Vector128.Max(b, Vector128<short>.Zero), Vector128.Create((short)byte.MaxValue)).AsUInt16());

    [MethodImpl(Inline)]
    public static Vector128<short> I16x8NarrowI32x4S(Vector128<int> a, Vector128<int> b) => Vector128.Narrow(
        Vector128.Min(Vector128.Max(a, Vector128.Create((int)short.MinValue)), Vector128.Create((int)short.MaxValue)),
        Vector128.Min(Vector128.Max(b, Vector128.Create((int)short.MinValue)), Vector128.Create((int)short.MaxValue)));

    [MethodImpl(Inline)]
    public static Vector128<ushort> I16x8NarrowI32x4U(Vector128<int> a, Vector128<int> b) => Vector128.Narrow(
        Vector128.Min(Vector128.Max(a, Vector128<int>.Zero), Vector128.Create((int)ushort.MaxValue)).AsUInt32(),
        Vector128.Min(Vector128.Max(b, Vector128<int>.Zero), Vector128.Create((int)ushort.MaxValue)).AsUInt32());

    [MethodImpl(Inline)]
    public static Vector128<short> I16x8ExtaddPairwiseI8x16S(Vector128<short> a) => ((a << ByteBits) >> ByteBits) + (a >> ByteBits);

    [MethodImpl(Inline)]
    public static Vector128<ushort> I16x8ExtaddPairwiseI8x16U(Vector128<ushort> a) => (a & Vector128.Create((ushort)byte.MaxValue)) + (a >> ByteBits);

    [MethodImpl(Inline)]
    public static Vector128<int> I32x4ExtaddPairwiseI16x8S(Vector128<int> a) => ((a << 16) >> 16) + (a >> 16);

    [MethodImpl(Inline)]
    public static Vector128<uint> I32x4ExtaddPairwiseI16x8U(Vector128<uint> a) => (a & Vector128.Create((uint)ushort.MaxValue)) + (a >> 16);

    [MethodImpl(Inline)]
    public static Vector128<int> I32x4DotI16x8S(Vector128<int> a, Vector128<int> b) =>
        (((a << 16) >> 16) * ((b << 16) >> 16)) + ((a >> 16) * (b >> 16));

    [MethodImpl(Inline)]
    public static Vector128<short> I16x8Q15mulrSatS(Vector128<short> a, Vector128<short> b) =>
        I16x8NarrowI32x4S(Q15(Vector128.WidenLower(a), Vector128.WidenLower(b)), Q15(Vector128.WidenUpper(a), Vector128.WidenUpper(b)));

    // Both bytes signed, and the sum of two products saturates: the first of the results that relaxed SIMD allows.
    [MethodImpl(Inline)]
    public static Vector128<short> I16x8RelaxedDotI8x16I7x16S(Vector128<short> a, Vector128<short> b) => Vector128.AddSaturate(
        ((a << ByteBits) >> ByteBits) * ((b << ByteBits) >> ByteBits),
        (a >> ByteBits) * (b >> ByteBits));

    [MethodImpl(Inline)]
    public static Vector128<int> I32x4RelaxedDotI8x16I7x16AddS(Vector128<short> a, Vector128<short> b, Vector128<int> c) =>
        I32x4ExtaddPairwiseI16x8S(I16x8RelaxedDotI8x16I7x16S(a, b).AsInt32()) + c;

    private static Vector128<int> Q15(Vector128<int> a, Vector128<int> b) => ((a * b) + Vector128.Create(0x4000)) >> 15;
}
