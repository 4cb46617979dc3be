using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ludos.Wasm.Execution;

/// <summary>Products twice as wide as their operands.</summary>
internal static partial class VectorOps
{
    [MethodImpl(Inline)]
    public static Vector128<short> I16x8ExtmulLowI8x16S(Vector128<sbyte> a, Vector128<sbyte> b) => Vector128.WidenLower(a) * Vector128.WidenLower(b);

    [MethodImpl(Inline)]
    public static Vector128<short> I16x8ExtmulHighI8x16S(Vector128<sbyte> a, Vector128<sbyte> b) => Vector128.WidenUpper(a) * Vector128.WidenUpper(b);

    [MethodImpl(Inline)]
    public static Vector128<ushort> I16x8ExtmulLowI8x16U(Vector128<byte> a, Vector128<byte> b) => Vector128.WidenLower(a) * Vector128.WidenLower(b);

    [MethodImpl(Inline)]
    public static Vector128<ushort> I16x8ExtmulHighI8x16U(Vector128<byte> a, Vector128<byte> b) => Vector128.WidenUpper(a) * Vector128.WidenUpper(b);

    [MethodImpl(Inline)]
    public static Vector128<int> I32x4ExtmulLowI16x8S(Vector128<short> a, Vector128<short> b) => Vector128.WidenLower(a) * Vector128.WidenLower(b);

    [MethodImpl(Inline)]
    public static Vector128<int> I32x4ExtmulHighI16x8S(Vector128<short> a, Vector128<short> b) => Vector128.WidenUpper(a) * Vector128.WidenUpper(b);

    [MethodImpl(Inline)]
    public static Vector128<uint> I32x4ExtmulLowI16x8U(Vector128<ushort> a, Vector128<ushort> b) => Vector128.WidenLower(a) * Vector128.WidenLower(b);

    [MethodImpl(Inline)]
    public static Vector128<uint> I32x4ExtmulHighI16x8U(Vector128<ushort> a, Vector128<ushort> b) => Vector128.WidenUpper(a) * Vector128.WidenUpper(b);

    [MethodImpl(Inline)]
    public static Vector128<long> I64x2ExtmulLowI32x4S(Vector128<int> a, Vector128<int> b) => Vector128.WidenLower(a) * Vector128.WidenLower(b);

    [MethodImpl(Inline)]
    public static Vector128<long> I64x2ExtmulHighI32x4S(Vector128<int> a, Vector128<int> b) => Vector128.WidenUpper(a) * Vector128.WidenUpper(b);

    [MethodImpl(Inline)]
    public static Vector128<ulong> I64x2ExtmulLowI32x4U(Vector128<uint> a, Vector128<uint> b) => Vector128.WidenLower(a) * Vector128.WidenLower(b);

    [MethodImpl(Inline)]
    public static Vector128<ulong> I64x2ExtmulHighI32x4U(Vector128<uint> a, Vector128<uint> b) => Vector128.WidenUpper(a) * Vector128.WidenUpper(b);
}
