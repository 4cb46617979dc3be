using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Decoding;

/// <summary>Initialiser expressions: constants, references, immutable globals, and integer addition, subtraction and multiplication.</summary>
internal static class ConstExpressionDecoder
{
    public static ConstExpression Decode(ref ByteCursor cursor, ModuleContents module, ValueType expected)
    {
        var steps = new List<ConstStep>();
        var types = new List<ValueType>();
        while (true)
        {
            var at = cursor.Position;
            var opcode = cursor.Byte();
            if (opcode == (byte)Opcode.End)
            {
                if (types.Count != 1 || !types[0].IsSubtypeOf(expected))
                {
                    throw WasmFormatException.Invalid(at, $"an initialiser must give one {expected}");
                }

                return new ConstExpression([.. steps]);
            }

            if (types.Count >= module.Limits.MaxOperandStack)
            {
                throw WasmFormatException.Limit(at, "values on an initialiser's stack", types.Count, module.Limits.MaxOperandStack);
            }

            steps.Add(Step(ref cursor, module, (Opcode)opcode, at, types));
        }
    }

    private static ConstStep Step(ref ByteCursor cursor, ModuleContents module, Opcode opcode, int at, List<ValueType> types)
    {
        switch (opcode)
        {
            case Opcode.I32Const:
                types.Add(ValueType.I32);
                return new ConstStep(ConstOperation.Constant, (uint)cursor.S32());
            case Opcode.I64Const:
                types.Add(ValueType.I64);
                return new ConstStep(ConstOperation.Constant, cursor.S64());
            case Opcode.F32Const:
                types.Add(ValueType.F32);
                return new ConstStep(ConstOperation.Constant, cursor.Fixed32());
            case Opcode.F64Const:
                types.Add(ValueType.F64);
                return new ConstStep(ConstOperation.Constant, (long)cursor.Fixed64());
            case Opcode.VectorPrefix when cursor.U32() == VectorTable.Const:
                types.Add(ValueType.V128);
                return new ConstStep(ConstOperation.Vector, (long)cursor.Fixed64()) { UpperOperand = (long)cursor.Fixed64() };
            case Opcode.GlobalGet:
                return new ConstStep(ConstOperation.GlobalGet, Global(cursor.U32(), module, at, types));
            case Opcode.RefNull:
                types.Add(ValueType.Ref(TypeDecoder.Heap(ref cursor, module)));
                return new ConstStep(ConstOperation.NullRef, 0);
            case Opcode.RefFunc:
                types.Add(ValueType.FuncRef);
                return new ConstStep(ConstOperation.FunctionRef, Function(cursor.U32(), module, at));
            case Opcode.I32Add:
                return Binary(ConstOperation.AddI32, ValueType.I32, at, types);
            case Opcode.I32Sub:
                return Binary(ConstOperation.SubI32, ValueType.I32, at, types);
            case Opcode.I32Mul:
                return Binary(ConstOperation.MulI32, ValueType.I32, at, types);
            case Opcode.I64Add:
                return Binary(ConstOperation.AddI64, ValueType.I64, at, types);
            case Opcode.I64Sub:
                return Binary(ConstOperation.SubI64, ValueType.I64, at, types);
            case Opcode.I64Mul:
                return Binary(ConstOperation.MulI64, ValueType.I64, at, types);
            default:
                OpcodeNames.RefuseUnknown((byte)opcode, at);
                if (opcode == Opcode.GcPrefix)
                {
                    PendingFeatures.GarbageCollection(at);
                }

                throw WasmFormatException.Invalid(at, "a constant expression is required");
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

    private static int Global(uint index, ModuleContents module, int at, List<ValueType> types)
    {
        if (index >= (uint)module.Globals.Count)
        {
            throw WasmFormatException.Invalid(at, $"unknown global {index}");
        }

        var global = module.Globals[(int)index];
        if (global.Mutable)
        {
            throw WasmFormatException.Invalid(at, $"a constant expression is required, but global {index} is mutable");
        }

        types.Add(global.Type);
        return (int)index;
    }

    private static ConstStep Binary(ConstOperation operation, ValueType type, int at, List<ValueType> types)
    {
        if (types.Count < 2 || types[^1] != type || types[^2] != type)
        {
            throw WasmFormatException.Invalid(at, $"an initialiser lacks two {type} operands");
        }

        types.RemoveAt(types.Count - 1);
        return new ConstStep(operation, 0);
    }
}
