using System.Reflection.Emit;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Instructions;
using Ludos.Wasm.Objects;

namespace Ludos.Wasm.Compilation;

internal sealed partial class FunctionCompiler
{
    private void ArrayInstruction(in Instruction instruction)
    {
        if (instruction.Opcode == Opcode.ArrayLen)
        {
            var array = PopNotNull();
            _stack.LoadCopy(array);
            _stack.Release(array);
            _il.Emit(OpCodes.Ldfld, RuntimeMembers.ArrayCount);
            _stack.PushEvaluated(ValueType.I32, 1, int.MaxValue);
            return;
        }

        var type = _module.Types[(int)instruction.Index];
        if (instruction.Opcode <= Opcode.ArrayNewElem)
        {
            NewArray(in instruction, type);
        }
        else if (instruction.Opcode == Opcode.ArraySet)
        {
            var value = _stack.PopLazy();
            LoadElementPlace(type);
            _stack.LoadCopy(value);
            _stack.Release(value);
            StoreStorage(type.Array!.Element, sizeof(long));
        }
        else if (instruction.Opcode <= Opcode.ArrayGetU)
        {
            LoadElementPlace(type);
            LoadStorage(type.Array!.Element, instruction.Opcode == Opcode.ArrayGetS, sizeof(long));
            _stack.PushEvaluated(type.Array!.Element.Type, 1);
        }
        else
        {
            BulkArray(in instruction, type);
        }
    }

    private void NewArray(in Instruction instruction, DefinedType type)
    {
        var index = (int)instruction.Index;
        var second = (int)instruction.Index2;
        var made = ValueType.Ref(type, false);
        switch (instruction.Opcode)
        {
            case Opcode.ArrayNew:
                Engine(typeof(ArrayOps<>).MakeGenericType(ArrayClass.Element(type)), nameof(ArrayOps<>.New), 2, made, true, index);
                break;
            case Opcode.ArrayNewDefault:
                Engine(typeof(ArrayOps), nameof(ArrayOps.NewDefault), 1, made, true, index);
                break;
            case Opcode.ArrayNewFixed:
                NewFixedArray(index, type, second);
                break;
            case Opcode.ArrayNewData:
                Engine(typeof(ArrayOps), nameof(ArrayOps.NewData), 2, made, true, index, second);
                break;
            default:
                Engine(typeof(ArrayOps), nameof(ArrayOps.NewElements), 2, made, true, index, second);
                break;
        }
    }

    private void NewFixedArray(int index, DefinedType type, int count)
    {
        var values = PopAll(count);
        _stack.PushConstant(ValueType.I32, count);
        Engine(typeof(ArrayOps), nameof(ArrayOps.NewDefault), 1, ValueType.Ref(type, false), true, index);
        var items = _pool.Acquire(ArrayClass.Items(type));
        _stack.LoadCopy(_stack.Peek(0));
        _il.Emit(OpCodes.Ldfld, ArrayClass.ItemsField(type));
        _il.Emit(OpCodes.Stloc, items);
        for (var i = 0; i < count; i++)
        {
            _il.Emit(OpCodes.Ldloc, items);
            _il.LoadInt(i);
            _il.Emit(OpCodes.Readonly);
            _il.Emit(OpCodes.Ldelema, ArrayClass.Element(type));
            _stack.LoadCopy(values[i]);
            StoreStorage(type.Array!.Element, sizeof(long));
            _stack.Release(values[i]);
        }

        _pool.Release(items);
    }

    private void BulkArray(in Instruction instruction, DefinedType type)
    {
        var second = (int)instruction.Index2;
        switch (instruction.Opcode)
        {
            case Opcode.ArrayFill:
                Engine(typeof(ArrayOps<>).MakeGenericType(ArrayClass.Element(type)), nameof(ArrayOps<>.Fill), 4, null, true);
                break;
            case Opcode.ArrayCopy:
                Engine(typeof(ArrayOps), nameof(ArrayOps.Copy), 5, null, true);
                break;
            case Opcode.ArrayInitData:
                Engine(typeof(ArrayOps), nameof(ArrayOps.InitData), 4, null, true, (int)instruction.Index, second);
                break;
            default:
                Engine(typeof(ArrayOps), nameof(ArrayOps.InitElements), 4, null, true, second);
                break;
        }
    }

    /// <summary>Pops an index and an array, traps when there is no such element, and loads its address.</summary>
    private void LoadElementPlace(DefinedType type)
    {
        var index = _stack.PopLazy();
        var array = PopNotNull();
        var items = _pool.Acquire(ArrayClass.Items(type));
        _stack.Flush();
        _stack.LoadCopy(array);
        _il.Emit(OpCodes.Ldfld, ArrayClass.ItemsField(type));
        _il.Emit(OpCodes.Stloc, items);
        _stack.LoadCopy(index);
        _il.Emit(OpCodes.Ldloc, items);
        _il.Emit(OpCodes.Ldlen);
        _il.Emit(OpCodes.Conv_I4);
        _il.Emit(OpCodes.Bge_Un, Trap(TrapKind.ArrayOutOfBounds));
        _il.Emit(OpCodes.Ldloc, items);
        _stack.LoadCopy(index);
        _il.Emit(OpCodes.Readonly);
        _il.Emit(OpCodes.Ldelema, ArrayClass.Element(type));
        _stack.Release(index);
        _stack.Release(array);
        _pool.Release(items);
    }
}
