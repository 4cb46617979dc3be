using System.Reflection.Emit;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>References, and instructions that are calls into the engine.</summary>
internal sealed partial class FunctionCompiler
{
    private void Reference(in Instruction instruction)
    {
        var first = (int)instruction.Index;
        var second = (int)instruction.Index2;
        switch (instruction.Opcode)
        {
            case Opcode.RefNull:
                _stack.PushConstant(instruction.Type, 0);
                break;
            case Opcode.RefIsNull:
                _stack.Load(1);
                _il.Emit(OpCodes.Ldnull);
                _il.Emit(OpCodes.Ceq);
                _stack.PushEvaluated(ValueType.I32, 1);
                break;
            case Opcode.RefFunc:
                Engine(typeof(InstanceState), nameof(InstanceState.FunctionReference), 0, ValueType.Ref(_module.DefinedTypeOfFunction(first), false), false, first);
                break;
            case Opcode.RefEq:
                RefEqual();
                break;
            case Opcode.RefAsNonNull:
                var entry = PopNotNull();
                _stack.Push(entry with { Type = entry.Type.NonNull() });
                break;
            case Opcode.BrOnNull:
                BranchOnNull(instruction.Index);
                break;
            case Opcode.BrOnNonNull:
                BranchOnNonNull(instruction.Index);
                break;
            default:
                Bulk(in instruction);
                break;
        }
    }

    /// <summary>Calls the engine with the state, the operands, the immediates and, where it may trap, the function's index.</summary>
    private void Engine(Type owner, string name, int operands, ValueType? result, bool traps, params ReadOnlySpan<int> immediates)
    {
        _stack.Flush();
        GiveUpFuel();
        _il.Emit(OpCodes.Ldarg_0);
        _stack.Load(operands);
        foreach (var immediate in immediates)
        {
            _il.LoadInt(immediate);
        }

        if (traps)
        {
            _il.LoadInt(_function);
        }

        _il.Emit(OpCodes.Call, RuntimeMembers.Method(owner, name));
        _memoryFresh = false;
        if (result is { } type)
        {
            _stack.PushStored(type);
        }
    }
}
