using System.Numerics;
using System.Reflection.Emit;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Instructions on whole memories and tables, which the engine carries out. It takes addresses as 64 bits, and indices as 32 bits, whichever the memory's or
/// table's own are: an index too large for 32 bits becomes the largest, which no table has.
/// </summary>
internal sealed partial class FunctionCompiler
{
    private enum Form
    {
        AsIs,

        /// <summary>To 64 bits, zero above.</summary>
        Widened,

        /// <summary>To 32 bits, as near as they go.</summary>
        Narrowed,
    }

    private void Bulk(in Instruction instruction)
    {
        var first = (int)instruction.Index;
        var second = (int)instruction.Index2;
        switch (instruction.Opcode)
        {
            case Opcode.MemorySize:
                LoadLength(first);
                _il.LoadInt(BitOperations.Log2(WasmMemory.PageBytes));
                _il.Emit(OpCodes.Shr_Un);
                _il.Emit(_module.Memories[first].Is64 ? OpCodes.Conv_U8 : OpCodes.Conv_I4);
                _stack.PushEvaluated(AddressType(first), 1);
                break;
            case Opcode.MemoryGrow:
                OnMemory(nameof(MemoryOps.Grow), [AddressForm(first)], first);
                _il.Emit(_module.Memories[first].Is64 ? OpCodes.Nop : OpCodes.Conv_I4);
                _stack.PushStored(AddressType(first));
                break;
            case Opcode.MemoryFill:
                OnMemory(nameof(MemoryOps.Fill), [AddressForm(first), Form.AsIs, AddressForm(first)], first);
                break;
            case Opcode.MemoryCopy:
                var isWide = _module.Memories[first].Is64 && _module.Memories[second].Is64;
                OnMemory(nameof(MemoryOps.Copy), [AddressForm(first), AddressForm(second), isWide ? Form.AsIs : Form.Widened], first, second);
                break;
            case Opcode.MemoryInit:
                OnMemory(nameof(MemoryOps.Init), [AddressForm(second), Form.AsIs, Form.AsIs], first, second);
                break;
            case Opcode.DataDrop:
                Engine(typeof(MemoryOps), nameof(MemoryOps.DropData), 0, null, false, first);
                break;
            default:
                BulkTable(instruction.Opcode, first, second);
                break;
        }
    }

    private void BulkTable(Opcode opcode, int first, int second)
    {
        switch (opcode)
        {
            case Opcode.TableGet:
                OnTable(nameof(TableOps.Get), [IndexForm(first)], first);
                _stack.PushStored(_module.Tables[first].Element);
                break;
            case Opcode.TableSet:
                OnTable(nameof(TableOps.Set), [IndexForm(first), Form.AsIs], first);
                break;
            case Opcode.TableSize:
                Engine(typeof(TableOps), nameof(TableOps.Size), 0, ValueType.I32, false, first);
                WidenResult(first);
                break;
            case Opcode.TableGrow:
                OnTable(nameof(TableOps.Grow), [Form.AsIs, IndexForm(first)], first);
                _stack.PushStored(ValueType.I32);
                WidenResult(first);
                break;
            case Opcode.TableFill:
                OnTable(nameof(TableOps.Fill), [IndexForm(first), Form.AsIs, IndexForm(first)], first);
                break;
            case Opcode.TableCopy:
                var isWide = _module.Tables[first].Is64 && _module.Tables[second].Is64;
                OnTable(nameof(TableOps.Copy), [IndexForm(first), IndexForm(second), isWide ? Form.Narrowed : Form.AsIs], first, second);
                break;
            case Opcode.TableInit:
                OnTable(nameof(TableOps.Init), [IndexForm(second), Form.AsIs, Form.AsIs], first, second);
                break;
            default:
                Engine(typeof(TableOps), nameof(TableOps.DropElements), 0, null, false, first);
                break;
        }
    }

    private ValueType AddressType(int memory) => _module.Memories[memory].Is64 ? ValueType.I64 : ValueType.I32;

    private Form AddressForm(int memory) => _module.Memories[memory].Is64 ? Form.AsIs : Form.Widened;

    private Form IndexForm(int table) => _module.Tables[table].Is64 ? Form.Narrowed : Form.AsIs;

    /// <summary>A table's length or -1, where its indices are 64 bits wide.</summary>
    private void WidenResult(int table)
    {
        if (_module.Tables[table].Is64)
        {
            _stack.Load(1);
            _il.Emit(OpCodes.Conv_I8);
            _stack.PushEvaluated(ValueType.I64, 1);
        }
    }

    /// <summary>The index of an element on top of the stack, to 32 bits.</summary>
    private void NarrowIndex(int table)
    {
        if (_module.Tables[table].Is64)
        {
            _stack.Load(1);
            Take(Form.Narrowed);
            _stack.PushEvaluated(ValueType.I32, 1);
        }
    }

    private void OnMemory(string name, ReadOnlySpan<Form> operands, params ReadOnlySpan<int> immediates) => Call(typeof(MemoryOps), name, operands, immediates);

    private void OnTable(string name, ReadOnlySpan<Form> operands, params ReadOnlySpan<int> immediates) => Call(typeof(TableOps), name, operands, immediates);

    /// <summary>Calls the engine with the state, the operands in these forms, the immediates and the function's index; leaves the result on IL's stack.</summary>
    private void Call(Type owner, string name, ReadOnlySpan<Form> forms, ReadOnlySpan<int> immediates)
    {
        var operands = new Entry[forms.Length];
        for (var i = forms.Length - 1; i >= 0; i--)
        {
            operands[i] = _stack.PopLazy();
        }

        _stack.Flush();
        GiveUpFuel();
        _il.Emit(OpCodes.Ldarg_0);
        for (var i = 0; i < operands.Length; i++)
        {
            _stack.LoadCopy(operands[i]);
            Take(forms[i]);
        }

        foreach (var immediate in immediates)
        {
            _il.LoadInt(immediate);
        }

        _il.LoadInt(_function);
        _il.Emit(OpCodes.Call, RuntimeMembers.Method(owner, name));
        _memoryFresh = false;
        foreach (var operand in operands)
        {
            _stack.Release(operand);
        }
    }

    private void Take(Form form)
    {
        switch (form)
        {
            case Form.Widened:
                _il.Emit(OpCodes.Conv_U8);
                break;
            case Form.Narrowed:
                _il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(TableOps), nameof(TableOps.NarrowIndex)));
                break;
        }
    }
}
