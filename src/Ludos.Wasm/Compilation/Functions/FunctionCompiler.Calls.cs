using System.Reflection.Emit;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

internal sealed partial class FunctionCompiler
{
    private readonly Dictionary<(ValueType Type, int Index), LocalBuilder> _outResults = [];

    private void Call(in Instruction instruction)
    {
        if (instruction.Opcode == Opcode.CallIndirect)
        {
            CallIndirect((int)instruction.Index, (int)instruction.Index2);
            return;
        }

        var function = (int)instruction.Index;
        var type = _module.TypeOfFunction(function);
        _stack.Flush();
        GiveUpFuel();
        if (function < _module.ImportedFunctions)
        {
            CallImport(function, type);
        }
        else
        {
            _il.Emit(OpCodes.Ldarg_0);
            LoadArguments(type);
            _il.Emit(OpCodes.Call, _context.Methods[function]!);
        }

        Results(type);
    }

    private void CallImport(int function, FunctionType type)
    {
        var import = _pool.Acquire(typeof(ImportEntry).MakeByRefType());
        var own = _il.DefineLabel();
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.Imports);
        _il.LoadInt(function);
        _il.Emit(OpCodes.Ldelema, typeof(ImportEntry));
        _il.Emit(OpCodes.Stloc, import);
        _il.Emit(OpCodes.Ldloc, import);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.ImportForeign);
        _il.Emit(OpCodes.Brfalse, own);
        _il.Emit(OpCodes.Ldloc, import);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.ImportForeign);
        _il.Emit(OpCodes.Call, RuntimeMembers.EnterForeign);
        _il.MarkLabel(own);
        _il.Emit(OpCodes.Ldloc, import);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.ImportContext);
        LoadArguments(type);
        _il.Emit(OpCodes.Ldloc, import);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.ImportCode);
        CallPointer(type);
        _pool.Release(import);
    }

    private void CallIndirect(int typeIndex, int table)
    {
        var type = _module.FunctionTypeAt((uint)typeIndex)!;
        var index = _stack.PopLazy();
        _stack.Flush();
        GiveUpFuel();
        var entries = _pool.Acquire(typeof(TableEntry[]));
        var context = _pool.Acquire(typeof(object));
        var own = _il.DefineLabel();
        _tableEntry ??= _il.DeclareLocal(typeof(TableEntry).MakeByRefType());
        LoadTable(table);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.TableEntries);
        _il.Emit(OpCodes.Stloc, entries);
        _stack.LoadCopy(index);
        _il.Emit(OpCodes.Ldloc, entries);
        _il.Emit(OpCodes.Ldlen);
        _il.Emit(OpCodes.Conv_I4);
        _il.Emit(OpCodes.Bge_Un, Trap(TrapKind.TableOutOfBounds));
        _il.Emit(OpCodes.Ldloc, entries);
        _stack.LoadCopy(index);
        _il.Emit(OpCodes.Ldelema, typeof(TableEntry));
        _il.Emit(OpCodes.Stloc, _tableEntry);
        _il.Emit(OpCodes.Ldloc, _tableEntry);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.EntrySignature);
        _il.LoadTypeNumber(typeIndex);
        CheckEntryType(typeIndex);
        _il.Emit(OpCodes.Ldloc, _tableEntry);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.EntryContext);
        _il.Emit(OpCodes.Stloc, context);
        _il.Emit(OpCodes.Ldloc, context);
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Beq, own);
        _il.Emit(OpCodes.Ldloc, context);
        _il.Emit(OpCodes.Call, RuntimeMembers.EnterForeign);
        _il.MarkLabel(own);
        _il.Emit(OpCodes.Ldloc, context);
        LoadArguments(type);
        _il.Emit(OpCodes.Ldloc, _tableEntry);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.EntryCode);
        CallPointer(type);
        _stack.Release(index);
        _pool.Release(entries);
        _pool.Release(context);
        Results(type);
    }

    /// <summary>Compares the two numbers on IL's stack; only a type that others may extend is looked at again when they differ.</summary>
    private void CheckEntryType(int typeIndex)
    {
        var type = _module.Types[typeIndex];
        if (type.IsFinal)
        {
            _il.Emit(OpCodes.Bne_Un, Trap(TrapKind.IndirectCallTypeMismatch));
            return;
        }

        var same = _il.DefineLabel();
        _il.Emit(OpCodes.Beq, same);
        _il.Emit(OpCodes.Ldloc, _tableEntry!);
        _il.LoadInt(type.Depth);
        _il.LoadTypeNumber(typeIndex);
        _il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(Casts), nameof(Casts.IsEntryOf)));
        _il.Emit(OpCodes.Brfalse, Trap(TrapKind.IndirectCallTypeMismatch));
        _il.MarkLabel(same);
    }

    private void LoadTable(int table)
    {
        _il.Emit(OpCodes.Ldarg_0);
        if (table == 0)
        {
            _il.Emit(OpCodes.Ldfld, RuntimeMembers.Table0);
            return;
        }

        _il.Emit(OpCodes.Ldfld, RuntimeMembers.Tables);
        _il.LoadInt(table);
        _il.Emit(OpCodes.Ldelem_Ref);
    }

    private void CallPointer(FunctionType type) =>
        _il.EmitCalli(ClrShape.Return(type), ClrShape.Parameters(type));

    private void LoadArguments(FunctionType type)
    {
        _stack.Load(type.Parameters.Length);
        for (var i = 1; i < type.Results.Length; i++)
        {
            _il.Emit(OpCodes.Ldloca, OutResult(type.Results[i], i));
        }
    }

    /// <summary>Locals whose address is taken stay apart from all others, which the just-in-time compiler can then keep in registers.</summary>
    private LocalBuilder OutResult(ValueType type, int index)
    {
        if (!_outResults.TryGetValue((type, index), out var local))
        {
            _outResults[(type, index)] = local = _il.DeclareLocal(ClrShape.Of(type));
        }

        return local;
    }

    /// <summary>Puts a call's results on the stack. The callee may have grown the memory and has used fuel.</summary>
    private void Results(FunctionType type)
    {
        _memoryFresh = false;
        for (var i = 0; i < type.Results.Length; i++)
        {
            if (i > 0)
            {
                _il.Emit(OpCodes.Ldloc, OutResult(type.Results[i], i));
            }

            _stack.PushStored(type.Results[i]);
        }
    }
}
