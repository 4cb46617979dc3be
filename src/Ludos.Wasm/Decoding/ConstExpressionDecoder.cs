using System.Runtime.Intrinsics;
using Ludos.Wasm.Instructions;
using Ludos.Wasm.Validation;

namespace Ludos.Wasm.Decoding;

/// <summary>Initialiser expressions. They are validated like a function's body, and then only some instructions are constant.</summary>
internal static class ConstExpressionDecoder
{
    private const Opcode VectorConst = Opcode.Vector + (int)VectorTable.Const;

    public static ConstExpression Decode(ref ByteCursor cursor, ModuleContents module, ValueType expected)
    {
        var start = cursor.Position;
        var reader = new InstructionReader(module, start, start + cursor.Remaining);
        var validator = module.InitialiserValidator ??= new FunctionValidator(module);
        validator.BeginInitialiser(expected, start);
        var steps = new List<ConstStep>();
        while (true)
        {
            var instruction = reader.Next();
            if (instruction.Opcode != Opcode.End)
            {
                RequireConstant(in instruction, module);
            }

            if (validator.IsEndOfInitialiser(in instruction))
            {
                cursor.Take((uint)(reader.Position - start));
                return new ConstExpression([.. steps]);
            }

            steps.Add(StepOf(in instruction));
        }
    }

    public static int Function(uint index, ModuleContents module, int at)
    {
        if (index >= (uint)module.Functions.Count)
        {
            throw WasmFormatException.Invalid(at, $"unknown function {index}");
        }

        module.ReferableFunctions.Add((int)index);
        return (int)index;
    }

    private static void RequireConstant(in Instruction instruction, ModuleContents module)
    {
        switch (instruction.Opcode)
        {
            case (>= Opcode.I32Const and <= Opcode.F64Const) or VectorConst:
            case Opcode.I32Add or Opcode.I32Sub or Opcode.I32Mul or Opcode.I64Add or Opcode.I64Sub or Opcode.I64Mul:
            case Opcode.RefNull or Opcode.StructNew or Opcode.StructNewDefault or Opcode.ArrayNew or Opcode.ArrayNewDefault or Opcode.ArrayNewFixed:
            case Opcode.RefI31 or Opcode.AnyConvertExtern or Opcode.ExternConvertAny:
                return;
            case Opcode.RefFunc:
                Function(instruction.Index, module, instruction.Offset);
                return;
            case Opcode.GlobalGet when instruction.Index >= (uint)module.Globals.Count:
                throw WasmFormatException.Invalid(instruction.Offset, $"unknown global {instruction.Index}");
            case Opcode.GlobalGet when !module.Globals[(int)instruction.Index].Mutable:
                return;
            default:
                throw WasmFormatException.Invalid(instruction.Offset, "a constant expression is required");
        }
    }

    private static ConstStep StepOf(in Instruction instruction) => instruction.Opcode switch
    {
        >= Opcode.I32Const and <= Opcode.F64Const => new ConstStep(instruction.Opcode, instruction.Opcode == Opcode.I32Const ? (uint)instruction.Bits : instruction.Bits, 0),
        VectorConst => new ConstStep(instruction.Opcode, instruction.Vector.AsInt64()[0], 0) { UpperBits = instruction.Vector.AsInt64()[1] },
        _ => new ConstStep(instruction.Opcode, instruction.Index, (int)instruction.Index2),
    };
}
