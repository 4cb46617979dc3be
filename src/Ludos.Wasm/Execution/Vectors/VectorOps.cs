using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ludos.Wasm.Execution;

/// <summary>
/// Vector instructions that are more than one operation of the runtime's vectors, for any machine. Each is found by its name, which is the
/// text format's without dots and underscores. Results are the same bits on every machine, NaNs made by arithmetic apart.
/// </summary>
internal static partial class VectorOps
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
    private const int ByteBits = 8;

    // Which of several NaNs comes out is the machine's choice, as with the scalar operations.
    [MethodImpl(Inline)]
    public static Vector128<float> F32x4Min(Vector128<float> a, Vector128<float> b) =>
        Vector128.ConditionalSelect(Vector128.LessThan(a, b), a,
            Vector128.ConditionalSelect(Vector128.LessThan(b, a), b, Vector128.ConditionalSelect(Vector128.Equals(a, b), a | b, a + b)));

    [MethodImpl(Inline)]
    public static Vector128<float> F32x4Max(Vector128<float> a, Vector128<float> b) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), a,
            Vector128.ConditionalSelect(Vector128.GreaterThan(b, a), b, Vector128.ConditionalSelect(Vector128.Equals(a, b), a & b, a + b)));

    [MethodImpl(Inline)]
    public static Vector128<double> F64x2Min(Vector128<double> a, Vector128<double> b) =>
        Vector128.ConditionalSelect(Vector128.LessThan(a, b), a,
            Vector128.ConditionalSelect(Vector128.LessThan(b, a), b, Vector128.ConditionalSelect(Vector128.Equals(a, b), a | b, a + b)));

    [MethodImpl(Inline)]
    public static Vector128<double> F64x2Max(Vector128<double> a, Vector128<double> b) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), a,
            Vector128.ConditionalSelect(Vector128.GreaterThan(b, a), b, Vector128.ConditionalSelect(Vector128.Equals(a, b), a & b, a + b)));

    [MethodImpl(Inline)]
    public static Vector128<float> F32x4Pmin(Vector128<float> a, Vector128<float> b) => Vector128.ConditionalSelect(Vector128.LessThan(b, a), b, a);

    [MethodImpl(Inline)]
    public static Vector128<float> F32x4Pmax(Vector128<float> a, Vector128<float> b) => Vector128.ConditionalSelect(Vector128.LessThan(a, b), b, a);

    [MethodImpl(Inline)]
    public static Vector128<double> F64x2Pmin(Vector128<double> a, Vector128<double> b) => Vector128.ConditionalSelect(Vector128.LessThan(b, a), b, a);

    [MethodImpl(Inline)]
    public static Vector128<double> F64x2Pmax(Vector128<double> a, Vector128<double> b) => Vector128.ConditionalSelect(Vector128.LessThan(a, b), b, a);

    // Two roundings, as the specification's deterministic profile has it: a fused product would need one everywhere.
    [MethodImpl(Inline)]
    public static Vector128<float> F32x4RelaxedMadd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => (a * b) + c;

    [MethodImpl(Inline)]
    public static Vector128<float> F32x4RelaxedNmadd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => c - (a * b);

    [MethodImpl(Inline)]
    public static Vector128<double> F64x2RelaxedMadd(Vector128<double> a, Vector128<double> b, Vector128<double> c) => (a * b) + c;

    [MethodImpl(Inline)]
    public static Vector128<double> F64x2RelaxedNmadd(Vector128<double> a, Vector128<double> b, Vector128<double> c) => c - (a * b);

    [MethodImpl(Inline)]
    public static Vector128<float> F32x4DemoteF64x2Zero(Vector128<double> a) =>
        Vector128.Create(NumericOps.Demote(a.GetElement(0)), NumericOps.Demote(a.GetElement(1)), 0, 0);

    [MethodImpl(Inline)]
    public static Vector128<double> F64x2PromoteLowF32x4(Vector128<float> a) => Vector128.WidenLower(a);

    [MethodImpl(Inline)]
    public static Vector128<double> F64x2ConvertLowI32x4S(Vector128<int> a) => Vector128.Create((double)a.GetElement(0), a.GetElement(1));

    [MethodImpl(Inline)]
    public static Vector128<double> F64x2ConvertLowI32x4U(Vector128<uint> a) => Vector128.Create((double)a.GetElement(0), a.GetElement(1));

    [MethodImpl(Inline)]
    public static Vector128<int> I32x4TruncSatF64x2SZero(Vector128<double> a) =>
        Vector128.Create(NumericOps.SatI32(a.GetElement(0)), NumericOps.SatI32(a.GetElement(1)), 0, 0);

    [MethodImpl(Inline)]
    public static Vector128<int> I32x4TruncSatF64x2UZero(Vector128<double> a) =>
        Vector128.Create(NumericOps.SatU32(a.GetElement(0)), NumericOps.SatU32(a.GetElement(1)), 0, 0);
}
