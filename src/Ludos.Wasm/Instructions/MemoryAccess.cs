namespace Ludos.Wasm.Instructions;

/// <summary>Value type and width of loads and stores.</summary>
internal static class MemoryAccess
{
    public static bool IsStore(Opcode opcode) => opcode >= Opcode.I32Store;

    public static (ValueType Type, int Bytes) Of(Opcode opcode) => opcode switch
    {
        Opcode.I32Load or Opcode.I32Store => (ValueType.I32, 4),
        Opcode.I64Load or Opcode.I64Store => (ValueType.I64, 8),
        Opcode.F32Load or Opcode.F32Store => (ValueType.F32, 4),
        Opcode.F64Load or Opcode.F64Store => (ValueType.F64, 8),
        Opcode.I32Load8S or Opcode.I32Load8U or Opcode.I32Store8 => (ValueType.I32, 1),
        Opcode.I32Load16S or Opcode.I32Load16U or Opcode.I32Store16 => (ValueType.I32, 2),
        Opcode.I64Load8S or Opcode.I64Load8U or Opcode.I64Store8 => (ValueType.I64, 1),
        Opcode.I64Load16S or Opcode.I64Load16U or Opcode.I64Store16 => (ValueType.I64, 2),
        _ => (ValueType.I64, 4),
    };
}
