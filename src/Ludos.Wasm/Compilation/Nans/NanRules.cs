using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Which instructions make NaNs by arithmetic, and which do not care what the bits of a NaN are: between the two nothing needs to be made
/// canonical. Whatever moves or shows bits (stores, calls, sign operations, reinterpretation) is in neither set.
/// </summary>
internal static class NanRules
{
    /// <summary>NaNs that the result may hold.</summary>
    public static NanShape Made(Opcode opcode) => opcode switch
    {
        >= Opcode.F32Ceil and < Opcode.F32Copysign => NanShape.F32,
        >= Opcode.F64Ceil and < Opcode.F64Copysign => NanShape.F64,
        Opcode.F32DemoteF64 => NanShape.F32,
        Opcode.F64PromoteF32 => NanShape.F64,
        _ => VectorTable.Find(opcode) is { Shape.IsFloat: true } row && IsArithmetic(row) ? ShapeOf(row.Shape) : NanShape.None,
    };

    /// <summary>NaNs of which the operands may be any.</summary>
    public static NanShape Taken(Opcode opcode)
    {
        if (VectorTable.Find(opcode) is { } row)
        {
            return Taken(row);
        }

        if (Made(opcode) == NanShape.None && opcode is not ((>= Opcode.F32Eq and <= Opcode.F64Ge) or (>= Opcode.I32TruncF32S and <= Opcode.I32TruncF64U)
            or (>= Opcode.I64TruncF32S and <= Opcode.I64TruncF64U) or (>= Opcode.I32TruncSatF32S and <= Opcode.I64TruncSatF64U)))
        {
            return NanShape.None;
        }

        return NumericSignatures.Of(opcode).Operand.Kind switch { ValueKind.F32 => NanShape.F32, ValueKind.F64 => NanShape.F64, _ => NanShape.None };
    }

    private static NanShape Taken(VectorInstruction row) => row.Operation switch
    {
        "demote_f64x2_zero" or "trunc_sat_f64x2_s_zero" or "trunc_sat_f64x2_u_zero" or "relaxed_trunc_f64x2_s_zero" or "relaxed_trunc_f64x2_u_zero" => NanShape.F64,
        "promote_low_f32x4" or "trunc_sat_f32x4_s" or "trunc_sat_f32x4_u" or "relaxed_trunc_f32x4_s" or "relaxed_trunc_f32x4_u" => NanShape.F32,
        "eq" or "ne" or "lt" or "gt" or "le" or "ge" => ShapeOf(row.Shape),
        _ => IsArithmetic(row) ? ShapeOf(row.Shape) : NanShape.None,
    };

    private static NanShape ShapeOf(VectorShape shape) => !shape.IsFloat ? NanShape.None : shape.LaneBytes == sizeof(float) ? NanShape.F32 : NanShape.F64;

    // pmin and pmax choose an operand and keep its bits.
    private static bool IsArithmetic(VectorInstruction row) => row.Operation is "ceil" or "floor" or "trunc" or "nearest" or "sqrt" or "add" or "sub" or "mul"
        or "div" or "min" or "max" or "relaxed_min" or "relaxed_max" or "relaxed_madd" or "relaxed_nmadd" or "demote_f64x2_zero" or "promote_low_f32x4";
}
