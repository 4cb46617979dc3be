using System.Reflection.Emit;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

internal sealed partial class FunctionCompiler
{
    private void Variable(in Instruction instruction)
    {
        var index = (int)instruction.Index;
        switch (instruction.Opcode)
        {
            case Opcode.Drop:
                Drop();
                break;
            case Opcode.Select or Opcode.SelectTyped:
                Select(in instruction);
                break;
            case Opcode.LocalGet:
                _stack.PushLocal(_localTypes[index], index, RawOf(index));
                break;
            case Opcode.LocalSet:
                SetLocal(index);
                break;
            case Opcode.LocalTee:
                SetLocal(index);
                _stack.PushLocal(_localTypes[index], index, RawOf(index));
                break;
            case Opcode.GlobalGet:
                GetGlobal(index);
                break;
            default:
                SetGlobal(index);
                break;
        }
    }

    private void SetLocal(int index)
    {
        var value = _stack.Peek(0);
        var most = MostOf(value);
        LocalSum? sum = value.Kind == EntryKind.Local ? _facts.SumOf(value.Local) ?? _facts.Sum(value.Local, 0) : value.Sum;
        NoteAssignment(index, value);
        if (!_context.CanonicalNaN && value.Kind == EntryKind.Constant && FloatConstants.IsFoldable(value.Type, value.Bits))
        {
            // The just-in-time compiler would find the constant again where the local is multiplied by.
            LoadHidden(_stack.PopLazy());
        }
        else
        {
            _stack.Load(1, RawOf(index));
        }

        _stack.StoreLocal(index);
        _extents.Remove(index);
        _facts.Assigned(index, most, sum);
    }

    private NanShape RawOf(int local) => _rawLocals?[local] ?? NanShape.None;

    private void Drop()
    {
        if (_stack.Peek(0).Kind == EntryKind.Evaluated)
        {
            _il.Emit(OpCodes.Pop);
        }

        _stack.Discard(1);
    }

    private void Select(in Instruction instruction)
    {
        if (_stack.Peek(1).Type.Kind is ValueKind.I32 or ValueKind.I64)
        {
            SelectInteger();
            return;
        }

        var condition = _stack.PopLazy();
        var second = _stack.PopLazy();
        var first = _stack.PopLazy();
        _stack.Flush();
        var result = first.Temporary;
        if (result is null || first.Raw != NanShape.None)
        {
            result ??= _pool.Acquire(first.Type);
            _stack.LoadCopy(first);
            _il.Emit(OpCodes.Stloc, result);
        }

        var keep = _il.DefineLabel();
        _stack.LoadCopy(condition);
        _il.Emit(OpCodes.Brtrue, keep);
        _stack.LoadCopy(second);
        _il.Emit(OpCodes.Stloc, result);
        _il.MarkLabel(keep);
        _stack.Release(condition);
        _stack.Release(second);

        // Of references the type written says what both may be; the first alone may be known to be more, and not null.
        _stack.PushTemporary(instruction.Opcode == Opcode.SelectTyped ? instruction.Type : first.Type, result);
    }

    private void GetGlobal(int index)
    {
        var type = _module.Globals[index].Type;
        if (Literal(index) is { } literal && !type.IsReference)
        {
            _stack.PushConstant(type, literal);
            return;
        }

        LoadGlobalPlace(index, type);
        if (type.IsReference)
        {
            _il.Emit(OpCodes.Ldfld, RuntimeMembers.GlobalReference);
        }
        else
        {
            _il.LoadIndirect(type);
        }

        _stack.PushEvaluated(type, 1);
    }

    private void SetGlobal(int index)
    {
        var type = _module.Globals[index].Type;
        var value = _stack.PopLazy();
        LoadGlobalPlace(index, type);
        _stack.LoadCopy(value);
        _stack.Release(value);
        if (type.IsReference)
        {
            _il.Emit(OpCodes.Stfld, RuntimeMembers.GlobalReference);
        }
        else
        {
            _il.StoreIndirect(type);
        }
    }

    /// <summary>The value of an immutable global that is the same in every instance.</summary>
    private long? Literal(int index)
    {
        var own = index - _module.ImportedGlobals;
        return own >= 0 && !_module.Globals[index].Mutable ? _module.GlobalInitialisers[own].Literal : null;
    }

    /// <summary>Loads the address of a number, or the global itself for a reference.</summary>
    private void LoadGlobalPlace(int index, ValueType type)
    {
        var place = _context.Globals[index];
        _il.Emit(OpCodes.Ldarg_0);
        switch (place.Kind)
        {
            case GlobalPlaceKind.Object:
                _il.Emit(OpCodes.Ldfld, RuntimeMembers.GlobalObjects);
                _il.LoadInt(index);
                _il.Emit(OpCodes.Ldelem_Ref);
                if (!type.IsReference)
                {
                    _il.Emit(OpCodes.Ldfld, RuntimeMembers.GlobalCell);
                }

                break;
            default:
                _il.Emit(OpCodes.Ldfld, place.Kind == GlobalPlaceKind.Mutable ? RuntimeMembers.Globals : RuntimeMembers.Constants);
                _il.LoadInt(place.Slot * GlobalLayout.SlotBytes);
                _il.Emit(OpCodes.Conv_I);
                _il.Emit(OpCodes.Add);
                break;
        }
    }
}
