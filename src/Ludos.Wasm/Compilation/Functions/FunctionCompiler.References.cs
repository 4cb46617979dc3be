using System.Reflection.Emit;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>References, tables, and instructions that are calls into the engine.</summary>
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
            case Opcode.TableGet:
                Engine(typeof(TableOps), nameof(TableOps.Get), 1, _module.Tables[first].Element, true, first);
                break;
            case Opcode.TableSet:
                Engine(typeof(TableOps), nameof(TableOps.Set), 2, null, true, first);
                break;
            case Opcode.TableSize:
                Engine(typeof(TableOps), nameof(TableOps.Size), 0, ValueType.I32, false, first);
                break;
            case Opcode.TableGrow:
                Engine(typeof(TableOps), nameof(TableOps.Grow), 2, ValueType.I32, true, first);
                break;
            case Opcode.TableFill:
                Engine(typeof(TableOps), nameof(TableOps.Fill), 3, null, true, first);
                break;
            case Opcode.TableCopy:
                Engine(typeof(TableOps), nameof(TableOps.Copy), 3, null, true, first, second);
                break;
            case Opcode.TableInit:
                Engine(typeof(TableOps), nameof(TableOps.Init), 3, null, true, first, second);
                break;
            case Opcode.ElemDrop:
                Engine(typeof(TableOps), nameof(TableOps.DropElements), 0, null, false, first);
                break;
            default:
                BulkMemory(in instruction);
                break;
        }
    }

    private void BulkMemory(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.MemorySize:
                LoadMemoryLength();
                _il.LoadInt(System.Numerics.BitOperations.Log2(WasmMemory.PageBytes));
                _il.Emit(OpCodes.Shr_Un);
                _il.Emit(OpCodes.Conv_I4);
                _stack.PushEvaluated(ValueType.I32, 1);
                break;
            case Opcode.MemoryGrow:
                Engine(typeof(MemoryOps), nameof(MemoryOps.Grow), 1, ValueType.I32, true);
                break;
            case Opcode.MemoryFill:
                Engine(typeof(MemoryOps), nameof(MemoryOps.Fill), 3, null, true);
                break;
            case Opcode.MemoryCopy:
                Engine(typeof(MemoryOps), nameof(MemoryOps.Copy), 3, null, true);
                break;
            case Opcode.MemoryInit:
                Engine(typeof(MemoryOps), nameof(MemoryOps.Init), 3, null, true, (int)instruction.Index);
                break;
            default:
                Engine(typeof(MemoryOps), nameof(MemoryOps.DropData), 0, null, false, (int)instruction.Index);
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
