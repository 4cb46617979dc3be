using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;
using Ludos.Wasm.Objects;

namespace Ludos.Wasm.Execution;

/// <summary>Carries out initialisers.</summary>
internal static class Initialiser
{
    /// <summary>Stands for a function where none runs yet.</summary>
    public const int NoFunction = -1;

    /// <param name="usesFuel">Whether what is made is paid for.</param>
    /// <exception cref="WasmTrapException">An array is too long, or there is no room for it.</exception>
    public static WasmValue Evaluate(InstanceState state, ConstStep[] steps, bool usesFuel)
    {
        var stack = new Stack<WasmValue>();
        foreach (var step in steps)
        {
            stack.Push(Step(state, step, stack, usesFuel));
        }

        return stack.Pop();
    }

    private static WasmValue Step(InstanceState state, ConstStep step, Stack<WasmValue> stack, bool usesFuel)
    {
        switch (step.Opcode)
        {
            case >= Opcode.I32Const and <= Opcode.F64Const:
                return new WasmValue(step.Bits, null);
            case Opcode.Vector + (int)VectorTable.Const:
                return new WasmValue(step.Bits, null, step.UpperBits);
            case Opcode.GlobalGet:
                return state.GlobalAt((int)step.Bits).Value;
            case Opcode.RefFunc:
                return WasmValue.FromRef(state.FunctionAt((int)step.Bits));
            case Opcode.RefNull:
                return default;
            case Opcode.RefI31:
                return WasmValue.FromRef(WasmI31.From(stack.Pop().AsI32));
            case Opcode.AnyConvertExtern or Opcode.ExternConvertAny:
                return stack.Pop();
            case >= Opcode.StructNew and <= Opcode.ArrayNewFixed:
                return WasmValue.FromRef(New(state, step, stack, usesFuel));
            default:
                var right = stack.Pop();
                return Combine(step.Opcode, stack.Pop(), right);
        }
    }

    private static WasmAggregate New(InstanceState state, ConstStep step, Stack<WasmValue> stack, bool usesFuel)
    {
        var type = state.Types[(int)step.Bits];
        switch (step.Opcode)
        {
            case Opcode.StructNew or Opcode.StructNewDefault:
                var structure = StructOps.Make(state, type, usesFuel);
                for (var field = structure.FieldCount - 1; field >= 0 && step.Opcode == Opcode.StructNew; field--)
                {
                    structure.Initialise(field, stack.Pop());
                }

                return structure;
            case Opcode.ArrayNewFixed:
                var row = ArrayOps.Make(state, type, step.Count, NoFunction, usesFuel);
                for (var i = step.Count - 1; i >= 0; i--)
                {
                    row.Initialise(i, stack.Pop());
                }

                return row;
            default:
                var array = ArrayOps.Make(state, type, stack.Pop().AsI32, NoFunction, usesFuel);
                var value = step.Opcode == Opcode.ArrayNew ? stack.Pop() : default;
                for (var i = 0; i < array.Length && step.Opcode == Opcode.ArrayNew; i++)
                {
                    array.Initialise(i, value);
                }

                return array;
        }
    }

    private static WasmValue Combine(Opcode opcode, WasmValue left, WasmValue right) => unchecked(opcode switch
    {
        Opcode.I32Add => WasmValue.From(left.AsI32 + right.AsI32),
        Opcode.I32Sub => WasmValue.From(left.AsI32 - right.AsI32),
        Opcode.I32Mul => WasmValue.From(left.AsI32 * right.AsI32),
        Opcode.I64Add => WasmValue.From(left.AsI64 + right.AsI64),
        Opcode.I64Sub => WasmValue.From(left.AsI64 - right.AsI64),
        _ => WasmValue.From(left.AsI64 * right.AsI64),
    });
}
