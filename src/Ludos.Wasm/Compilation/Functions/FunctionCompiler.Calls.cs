using System.Reflection.Emit;
using Ludos.Wasm.Execution;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

internal sealed partial class FunctionCompiler
{
    private readonly Dictionary<(ValueType Type, int Index), LocalBuilder> _outResults = [];

    private enum CalleeKind
    {
        Own,
        Import,
        Indirect,
        Reference,
    }

    private void Call(in Instruction instruction)
    {
        var isTail = instruction.Opcode is Opcode.ReturnCall or Opcode.ReturnCallIndirect or Opcode.ReturnCallRef;
        if (isTail && _piece is not null)
        {
            TailCallFromPiece(in instruction);
            return;
        }

        var callee = Find(in instruction);
        if (isTail)
        {
            TailCall(callee);
            SetDead();
            return;
        }

        LoadContext(callee);
        LoadArguments(callee.Type);
        Transfer(callee);
        Release(callee);
        Results(callee.Type);
    }

    /// <summary>Emits what is done before the arguments are loaded: the checks, and the other instance's stack limit. Nothing is left on IL's stack.</summary>
    private Callee Find(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Call or Opcode.ReturnCall:
                var function = (int)instruction.Index;
                _stack.Flush();
                GiveUpFuel();
                return function < _module.ImportedFunctions
                    ? FindImport(function)
                    : new Callee(CalleeKind.Own, _module.TypeOfFunction(function)) { Function = function };
            case Opcode.CallIndirect or Opcode.ReturnCallIndirect:
                return FindIndirect((int)instruction.Index, (int)instruction.Index2);
            default:
                return FindReference(_module.FunctionTypeAt(instruction.Index)!);
        }
    }

    private Callee FindImport(int function)
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
        return new Callee(CalleeKind.Import, _module.TypeOfFunction(function)) { Found = import };
    }

    private Callee FindIndirect(int typeIndex, int table)
    {
        NarrowIndex(table);
        var index = _stack.PopLazy();
        _stack.Flush();
        GiveUpFuel();
        var entries = _pool.Acquire(typeof(TableEntry[]));
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
        CheckEntryType(typeIndex);
        _stack.Release(index);
        _pool.Release(entries);
        var context = _pool.Acquire(typeof(object));
        _il.Emit(OpCodes.Ldloc, _tableEntry);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.EntryContext);
        _il.Emit(OpCodes.Stloc, context);
        EnterOther(context);
        return new Callee(CalleeKind.Indirect, _module.FunctionTypeAt((uint)typeIndex)!) { Context = context };
    }

    private void CheckEntryType(int typeIndex)
    {
        _il.Emit(OpCodes.Ldloc, _tableEntry!);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.EntrySignature);
        _il.LoadTypeNumber(typeIndex);
        if (_module.Types[typeIndex].IsFinal)
        {
            _il.Emit(OpCodes.Bne_Un, Trap(TrapKind.IndirectCallTypeMismatch));
            return;
        }

        var same = _il.DefineLabel();
        _il.Emit(OpCodes.Beq, same);
        _il.Emit(OpCodes.Ldloc, _tableEntry!);
        _il.LoadInt(_module.Types[typeIndex].Depth);
        _il.LoadTypeNumber(typeIndex);
        _il.Emit(OpCodes.Call, RuntimeMembers.Method(typeof(Casts), nameof(Casts.IsEntryOf)));
        _il.Emit(OpCodes.Brfalse, Trap(TrapKind.IndirectCallTypeMismatch));
        _il.MarkLabel(same);
    }

    private Callee FindReference(FunctionType type)
    {
        var entry = _stack.PopLazy();
        _stack.Flush();
        GiveUpFuel();
        var function = _pool.Acquire(typeof(WasmFunction));
        _stack.LoadCopy(entry);
        _il.Emit(OpCodes.Stloc, function);
        _stack.Release(entry);
        if (entry.Type.IsNullable)
        {
            _il.Emit(OpCodes.Ldloc, function);
            _il.Emit(OpCodes.Brfalse, Trap(TrapKind.NullReference));
        }

        var context = _pool.Acquire(typeof(object));
        _il.Emit(OpCodes.Ldloc, function);
        _il.Emit(OpCodes.Ldfld, RuntimeMembers.FunctionContext);
        _il.Emit(OpCodes.Stloc, context);
        EnterOther(context);
        return new Callee(CalleeKind.Reference, type) { Context = context, Found = function };
    }

    /// <summary>Another instance's code looks at its own stack limit.</summary>
    private void EnterOther(LocalBuilder context)
    {
        var own = _il.DefineLabel();
        _il.Emit(OpCodes.Ldloc, context);
        _il.Emit(OpCodes.Ldarg_0);
        _il.Emit(OpCodes.Beq, own);
        _il.Emit(OpCodes.Ldloc, context);
        _il.Emit(OpCodes.Call, RuntimeMembers.EnterForeign);
        _il.MarkLabel(own);
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

    private void LoadContext(in Callee callee)
    {
        switch (callee.Kind)
        {
            case CalleeKind.Own:
                _il.Emit(OpCodes.Ldarg_0);
                break;
            case CalleeKind.Import:
                _il.Emit(OpCodes.Ldloc, callee.Found!);
                _il.Emit(OpCodes.Ldfld, RuntimeMembers.ImportContext);
                break;
            default:
                _il.Emit(OpCodes.Ldloc, callee.Context!);
                break;
        }
    }

    private void LoadArguments(FunctionType type)
    {
        _stack.Load(type.Parameters.Length);
        for (var i = 1; i < type.Results.Length; i++)
        {
            _il.Emit(OpCodes.Ldloca, OutResult(type.Results[i], i));
        }
    }

    /// <summary>The call itself: context and arguments are on IL's stack.</summary>
    /// <param name="isTail">Leaves this frame first.</param>
    private void Transfer(in Callee callee, bool isTail = false)
    {
        switch (callee.Kind)
        {
            case CalleeKind.Import:
                _il.Emit(OpCodes.Ldloc, callee.Found!);
                _il.Emit(OpCodes.Ldfld, RuntimeMembers.ImportCode);
                break;
            case CalleeKind.Indirect:
                _il.Emit(OpCodes.Ldloc, _tableEntry!);
                _il.Emit(OpCodes.Ldfld, RuntimeMembers.EntryCode);
                break;
            case CalleeKind.Reference:
                _il.Emit(OpCodes.Ldloc, callee.Found!);
                _il.Emit(OpCodes.Ldfld, RuntimeMembers.FunctionCode);
                break;
        }

        if (isTail)
        {
            _il.Emit(OpCodes.Tailcall);
        }

        if (callee.Kind == CalleeKind.Own)
        {
            _il.Emit(OpCodes.Call, _context.Methods[callee.Function]!);
        }
        else
        {
            _il.EmitCalli(ClrShape.Return(callee.Type), ClrShape.Parameters(callee.Type));
        }
    }

    private void Release(in Callee callee)
    {
        foreach (var local in new[] { callee.Found, callee.Context })
        {
            if (local is not null)
            {
                _pool.Release(local);
            }
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

    /// <param name="Type">As the instruction states it.</param>
    private readonly record struct Callee(CalleeKind Kind, FunctionType Type)
    {
        /// <summary>Of an own function.</summary>
        public int Function { get; init; }

        /// <summary>Holds the import's entry, or the function that is referred to.</summary>
        public LocalBuilder? Found { get; init; }

        public LocalBuilder? Context { get; init; }
    }
}
