using System.Reflection.Emit;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Instructions;
using Ludos.Wasm.Objects;

namespace Ludos.Wasm.Compilation;

internal sealed partial class FunctionCompiler
{
    private void Gc(in Instruction instruction)
    {
        if (instruction.Opcode <= Opcode.StructSet)
        {
            StructInstruction(in instruction);
        }
        else if (instruction.Opcode <= Opcode.ArrayInitElem)
        {
            ArrayInstruction(in instruction);
        }
        else
        {
            Cast(in instruction);
        }
    }

    private void StructInstruction(in Instruction instruction)
    {
        var type = _module.Types[(int)instruction.Index];
        switch (instruction.Opcode)
        {
            case Opcode.StructNew:
                NewStruct((int)instruction.Index, type, type.Struct!.Fields.Length);
                break;
            case Opcode.StructNewDefault:
                NewStruct((int)instruction.Index, type, 0);
                break;
            case Opcode.StructSet:
                var value = _stack.PopLazy();
                var target = PopNotNull();
                LoadFieldPlace(target, type, (int)instruction.Index2);
                _stack.LoadCopy(value);
                StoreStorage(type.Struct!.Fields[(int)instruction.Index2], StructLayout.Of(type).HalfStride);
                _stack.Release(value);
                _stack.Release(target);
                break;
            default:
                var field = type.Struct!.Fields[(int)instruction.Index2];
                var source = PopNotNull();
                LoadFieldPlace(source, type, (int)instruction.Index2);
                LoadStorage(field, instruction.Opcode == Opcode.StructGetS, StructLayout.Of(type).HalfStride);
                _stack.Release(source);
                _stack.PushEvaluated(field.Type, 1);
                break;
        }
    }

    private void NewStruct(int index, DefinedType type, int operands)
    {
        var layout = StructLayout.Of(type);
        var values = PopAll(operands);
        _stack.Flush();
        GiveUpFuel();
        CountObject(layout.Shape.ObjectBytes, layout.Shape.ObjectBytes > StructOps.FreeBytes ? nameof(StructOps.Charge) : nameof(StructOps.Count));
        LoadType(index);
        _il.Emit(OpCodes.Newobj, layout.Shape.Constructor);
        var made = ValueType.Ref(type, false);
        _stack.PushStored(made);
        for (var i = 0; i < values.Length; i++)
        {
            LoadFieldPlace(_stack.Peek(0), type, i);
            _stack.LoadCopy(values[i]);
            StoreStorage(type.Struct!.Fields[i], layout.HalfStride);
            _stack.Release(values[i]);
        }
    }

    /// <summary>What an object takes is told before it is made.</summary>
    private void CountObject(int bytes, string method)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.LoadInt(bytes);
        _il.LoadInt(_function);
        _il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(StructOps), method));
    }

    private Entry[] PopAll(int count)
    {
        var values = new Entry[count];
        for (var i = count - 1; i >= 0; i--)
        {
            values[i] = _stack.PopLazy();
        }

        return values;
    }

    private void LoadType(int index)
    {
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.Types);
        _il.LoadInt(index);
        _il.Emit(OpCodes.Ldelem_Ref);
    }

    /// <summary>Loads the address of a field of an object that is not null.</summary>
    private void LoadFieldPlace(Entry target, DefinedType type, int field)
    {
        var offset = StructLayout.Of(type).Offset(field);
        _stack.LoadCopy(target);
        _il.Emit(OpCodes.Ldflda, RuntimeMembers.StructCells);
        if (offset != 0)
        {
            _il.LoadInt(offset);
            _il.Emit(OpCodes.Add);
        }
    }

    /// <param name="halfStride">Bytes from the first half of a vector to the second.</param>
    private void LoadStorage(GcFieldType field, bool signed, int halfStride)
    {
        switch (field.Packed)
        {
            case PackedKind.I8:
                _il.Emit(signed ? OpCodes.Ldind_I1 : OpCodes.Ldind_U1);
                break;
            case PackedKind.I16:
                _il.Emit(signed ? OpCodes.Ldind_I2 : OpCodes.Ldind_U2);
                break;
            default:
                if (field.Type.Kind != ValueKind.V128)
                {
                    _il.LoadIndirect(field.Type);
                }
                else if (halfStride > sizeof(long))
                {
                    _il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(StructOps), nameof(StructOps.LoadVector)));
                }
                else
                {
                    _il.Emit(OpCodes.Ldobj, ClrShape.Of(field.Type));
                }

                break;
        }
    }

    private void StoreStorage(GcFieldType field, int halfStride)
    {
        switch (field.Packed)
        {
            case PackedKind.I8:
                _il.Emit(OpCodes.Stind_I1);
                break;
            case PackedKind.I16:
                _il.Emit(OpCodes.Stind_I2);
                break;
            default:
                if (field.Type.Kind != ValueKind.V128)
                {
                    _il.StoreIndirect(field.Type);
                }
                else if (halfStride > sizeof(long))
                {
                    _il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(StructOps), nameof(StructOps.StoreVector)));
                }
                else
                {
                    _il.Emit(OpCodes.Stobj, ClrShape.Of(field.Type));
                }

                break;
        }
    }
}
