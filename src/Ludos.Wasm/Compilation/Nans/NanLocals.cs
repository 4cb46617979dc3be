using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// A first look over a body for locals whose NaNs may have any bits: either every assignment gives them a number or the result of one kind of
/// float arithmetic, so that they never hold a NaN that was only moved; or every read is by arithmetic, so that nobody sees the bits. What reads
/// such a local for anything else makes it canonical then. A loop that adds up does not wait for that in each round.
/// </summary>
internal sealed class NanLocals
{
    private readonly ValueType[] _types;
    private readonly NanShape[] _assigned;
    private readonly bool[] _mixed;
    private readonly NanShape[] _read;
    private readonly bool[] _shown;
    private readonly OperandOrigins _origins;

    private NanLocals(ValueType[] types, int parameters, ModuleContents module)
    {
        _types = types;
        _assigned = new NanShape[types.Length];
        _mixed = new bool[types.Length];
        _read = new NanShape[types.Length];
        _shown = new bool[types.Length];
        _origins = new OperandOrigins(module, Read);
        Array.Fill(_mixed, true, 0, parameters);
    }

    /// <summary>By local: the NaNs that it may hold. The reader must see the whole function.</summary>
    public static NanShape[] Of(InstructionReader reader, ModuleContents module, ValueType[] types, int parameters)
    {
        var look = new NanLocals(types, parameters, module);
        var before = default(Instruction);
        while (!reader.AtEnd)
        {
            var instruction = reader.Next();
            if (instruction.Opcode is Opcode.LocalSet or Opcode.LocalTee)
            {
                look.Assign((int)instruction.Index, in before);
            }

            look._origins.Follow(in instruction, types);
            before = instruction;
        }

        look._origins.End();
        return [.. Enumerable.Range(0, types.Length).Select(look.ShapeOf)];
    }

    private NanShape ShapeOf(int local)
    {
        if (!_mixed[local] && _assigned[local] != NanShape.None)
        {
            return _assigned[local];
        }

        return _shown[local] ? NanShape.None : _read[local];
    }

    private void Assign(int local, in Instruction before)
    {
        if (IsNumber(in before, _types[local]))
        {
            return;
        }

        var made = NanRules.Made(before.Opcode);
        _mixed[local] |= made == NanShape.None || (_assigned[local] != NanShape.None && _assigned[local] != made);
        _assigned[local] = made;
    }

    private void Read(int local, NanShape taken)
    {
        _shown[local] |= taken == NanShape.None || (_read[local] != NanShape.None && _read[local] != taken);
        _read[local] = taken;
    }

    // Lanes of a constant vector depend on how they are read, so only zero is surely a number.
    private static bool IsNumber(in Instruction before, ValueType type) => (before.Opcode, type.Kind) switch
    {
        (Opcode.F32Const, ValueKind.F32) => !float.IsNaN(BitConverter.Int32BitsToSingle((int)before.Bits)),
        (Opcode.F64Const, ValueKind.F64) => !double.IsNaN(BitConverter.Int64BitsToDouble(before.Bits)),
        ( >= Opcode.F32ConvertI32S and < Opcode.F32DemoteF64, ValueKind.F32) => true,
        ( >= Opcode.F64ConvertI32S and < Opcode.F64PromoteF32, ValueKind.F64) => true,
        (_, ValueKind.V128) => VectorTable.Find(before.Opcode) is { Form: VectorForm.Const } && before.Vector == default,
        _ => false,
    };
}
