namespace Ludos.Wasm.Instructions;

/// <summary>Operand and result types of the instructions that only compute.</summary>
internal static class NumericSignatures
{
    private static readonly ValueType I32 = ValueType.I32;
    private static readonly ValueType I64 = ValueType.I64;
    private static readonly ValueType F32 = ValueType.F32;
    private static readonly ValueType F64 = ValueType.F64;

    public static bool IsNumeric(Opcode opcode) =>
        opcode is >= Opcode.I32Eqz and <= Opcode.I64Extend32S or >= Opcode.I32TruncSatF32S and <= Opcode.I64TruncSatF64U;

    public static (ValueType Operand, bool Binary, ValueType Result) Of(Opcode opcode) => opcode switch
    {
        Opcode.I32Eqz => (I32, false, I32),
        <= Opcode.I32GeU => (I32, true, I32),
        Opcode.I64Eqz => (I64, false, I32),
        <= Opcode.I64GeU => (I64, true, I32),
        <= Opcode.F32Ge => (F32, true, I32),
        <= Opcode.F64Ge => (F64, true, I32),
        < Opcode.I32Add => (I32, false, I32),
        <= Opcode.I32Rotr => (I32, true, I32),
        < Opcode.I64Add => (I64, false, I64),
        <= Opcode.I64Rotr => (I64, true, I64),
        < Opcode.F32Add => (F32, false, F32),
        <= Opcode.F32Copysign => (F32, true, F32),
        < Opcode.F64Add => (F64, false, F64),
        <= Opcode.F64Copysign => (F64, true, F64),
        <= Opcode.I64Extend32S => Conversion(opcode),
        _ => Saturating(opcode - Opcode.I32TruncSatF32S),
    };

    private static (ValueType Operand, bool Binary, ValueType Result) Conversion(Opcode opcode) => opcode switch
    {
        Opcode.I32WrapI64 => (I64, false, I32),
        Opcode.I32TruncF32S or Opcode.I32TruncF32U or Opcode.I32ReinterpretF32 => (F32, false, I32),
        Opcode.I32TruncF64S or Opcode.I32TruncF64U => (F64, false, I32),
        Opcode.I64ExtendI32S or Opcode.I64ExtendI32U => (I32, false, I64),
        Opcode.I64TruncF32S or Opcode.I64TruncF32U => (F32, false, I64),
        Opcode.I64TruncF64S or Opcode.I64TruncF64U or Opcode.I64ReinterpretF64 => (F64, false, I64),
        Opcode.F32ConvertI32S or Opcode.F32ConvertI32U or Opcode.F32ReinterpretI32 => (I32, false, F32),
        Opcode.F32ConvertI64S or Opcode.F32ConvertI64U => (I64, false, F32),
        Opcode.F32DemoteF64 => (F64, false, F32),
        Opcode.F64ConvertI32S or Opcode.F64ConvertI32U => (I32, false, F64),
        Opcode.F64ConvertI64S or Opcode.F64ConvertI64U or Opcode.F64ReinterpretI64 => (I64, false, F64),
        Opcode.F64PromoteF32 => (F32, false, F64),
        Opcode.I32Extend8S or Opcode.I32Extend16S => (I32, false, I32),
        _ => (I64, false, I64),
    };

    // i32 from f32 signed, unsigned, from f64 signed, unsigned; then the same four to i64.
    private static (ValueType Operand, bool Binary, ValueType Result) Saturating(int index) =>
        ((index & 2) == 0 ? F32 : F64, false, index < 4 ? I32 : I64);
}
