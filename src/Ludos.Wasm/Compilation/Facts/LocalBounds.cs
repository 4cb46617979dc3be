using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// A first look over a body for locals that only ever hold small values: those whose every assignment follows a constant or a comparison
/// (C's flags, mostly). Such a flag selects without being tested.
/// </summary>
internal static class LocalBounds
{
    /// <summary>By local, the largest value it can ever have, read as unsigned.</summary>
    public static ulong[] Of(InstructionReader reader, int parameters, int locals)
    {
        var most = new ulong[locals];
        Array.Fill(most, ulong.MaxValue, 0, parameters);
        var before = default(Instruction);
        while (!reader.AtEnd)
        {
            var instruction = reader.Next();
            if (instruction.Opcode is Opcode.LocalSet or Opcode.LocalTee)
            {
                ref var place = ref most[instruction.Index];
                place = Math.Max(place, MostAfter(in before));
            }

            before = instruction;
        }

        return most;
    }

    private static ulong MostAfter(in Instruction instruction) => instruction.Opcode switch
    {
        Opcode.I32Const => (uint)instruction.Bits,
        Opcode.I64Const => (ulong)instruction.Bits,
        >= Opcode.I32Eqz and <= Opcode.F64Ge => 1,
        Opcode.I32Load8U or Opcode.I64Load8U => byte.MaxValue,
        Opcode.I32Load16U or Opcode.I64Load16U => ushort.MaxValue,
        Opcode.I64Load32U => uint.MaxValue,
        _ => ulong.MaxValue,
    };
}
