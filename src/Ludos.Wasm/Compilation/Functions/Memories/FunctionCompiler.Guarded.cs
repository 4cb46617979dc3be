using System.Reflection.Emit;
using System.Runtime.Intrinsics.X86;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Accesses in the guard tier: none is compared, for a 32-bit address and offset never leave the reservation, and the processor refuses what is not memory.
/// The just-in-time compiler must then make an access no narrower than wasm says, or one that straddles the memory's end would miss its trap:
/// <list type="bullet">
/// <item>It reads 4 bytes of an 8-byte integer whose value is dropped or cut short. So the last byte of those is touched too.</item>
/// <item>It does the same to floats that are dropped. They are loaded by an instruction that it leaves whole.</item>
/// <item>It reads 1 or 2 bytes of an integer that is extended from there, or masked so. Such operands are kept from it: the shifts of
/// an extension, and a value that is used twice, are what it does not look through.</item>
/// <item>It writes neighbours at once. The first of two must happen when the second traps: stores are volatile.</item>
/// <item>It brings functions together. Each stays its own, also so that a trap can name it.</item>
/// </list>
/// </summary>
internal sealed partial class FunctionCompiler
{
    private const int WordBytes = 8;

    private static readonly bool LoadsFloatsWhole = Sse2.IsSupported;
    private static readonly bool LoadsVectorsWhole = Sse3.IsSupported;

    /// <summary>Wasm locals that have been assigned what may be a load.</summary>
    private readonly HashSet<int> _loaded = [];

    /// <summary>Wasm locals that have been assigned, or compared with, what the just-in-time compiler may know.</summary>
    private readonly HashSet<int> _known = [];

    private readonly HashSet<int> _assigned = [];

    private bool _operandMayBeLoad;

    private void GuardedAccess(Opcode opcode, ValueType type, in Reach reach)
    {
        if (MemoryAccess.IsStore(opcode))
        {
            var value = _stack.PopLazy();
            GuardedPointer(reach);
            _stack.LoadCopy(value);
            _stack.Release(value);
            KeepStoreApart();
            _il.Emit(StoreCode(opcode));
            return;
        }

        var isKnown = IsKnownToExist(_stack.Peek(0), reach);
        var wholeFloat = type == ValueType.F64 && LoadsFloatsWhole;
        if (reach.Bytes == WordBytes && !wholeFloat && !isKnown)
        {
            TouchLastByte(reach);
            isKnown = true;
        }

        GuardedPointer(reach);
        if (wholeFloat)
        {
            _il.Emit(OpCodes.Call, RuntimeMembers.LoadScalarFloat);
            _il.Emit(OpCodes.Call, RuntimeMembers.ScalarOfFloat);
        }
        else
        {
            EmitLoad(opcode);
        }

        _stack.PushEvaluated(type, 1, mayBeLoad: reach.Bytes > 1 && !isKnown);
    }

    private Address GuardedAddress(in Reach reach, bool staysWhole)
    {
        if (reach.Bytes > 1 && !staysWhole && !IsKnownToExist(_stack.Peek(0), reach))
        {
            TouchLastByte(reach);
        }

        NoteExtent(_stack.Peek(0), reach);
        var address = PopAddress();
        _stack.Flush();
        return address;
    }

    /// <summary>Leaves the address where it is, but not on IL's stack.</summary>
    private void TouchLastByte(in Reach reach)
    {
        _stack.Flush();
        LoadNativeAddress(_stack.Peek(0), reach.Memory, reach.End - 1);
        _il.Emit(OpCodes.Ldind_U1);
        _il.Emit(OpCodes.Pop);
    }

    /// <summary>Pops the address and loads the native one.</summary>
    private void GuardedPointer(in Reach reach)
    {
        var address = _stack.Peek(0);
        NoteExtent(address, reach);
        LoadNativeAddress(address, reach.Memory, reach.Offset);
        _stack.Discard(1);
    }

    private void KeepStoreApart()
    {
        if (_context.IsGuarded)
        {
            _il.Emit(OpCodes.Volatile);
        }
    }

    /// <summary>Notes what an instruction's operands may be; returns whether its result may be a constant.</summary>
    private bool WatchNarrowing(Opcode opcode, bool binary)
    {
        var top = _stack.Peek(0);
        var below = binary ? _stack.Peek(1) : top;
        _operandMayBeLoad = MayBeLoad(top) || MayBeLoad(below);
        if (opcode is Opcode.I32Eq or Opcode.I32Ne or Opcode.I64Eq or Opcode.I64Ne)
        {
            // Behind a branch on this a local may be known.
            NoteKnown(top);
            NoteKnown(below);
        }

        var cancels = binary && top.Kind == EntryKind.Local && below.Kind == EntryKind.Local && top.Local == below.Local;
        return cancels || (MayBeConstant(top) && MayBeConstant(below)) || IsZero(top) || IsZero(below);
    }

    private static bool IsZero(Entry value) => value is { Kind: EntryKind.Constant, Bits: 0 };

    private void NoteKnown(Entry value)
    {
        if (value.Kind == EntryKind.Local)
        {
            _known.Add(value.Local);
        }
    }

    private void NoteAssignment(int local, Entry value)
    {
        _assigned.Add(local);
        if (MayBeLoad(value))
        {
            _loaded.Add(local);
        }

        if (MayBeConstant(value))
        {
            _known.Add(local);
        }
    }

    /// <summary>Locals that are no parameters are zero until they are assigned.</summary>
    private bool MayBeConstant(Entry value) => value.Kind switch
    {
        EntryKind.Constant => true,
        EntryKind.Local => _known.Contains(value.Local) || (value.Local >= _type.Parameters.Length && !_assigned.Contains(value.Local)),
        _ => value.MayBeConstant,
    };

    /// <summary>Whether an access may become as narrow as what it is masked by.</summary>
    private bool MayNarrow(Entry value, Entry mask) => MayBeLoad(value) && MayBeConstant(mask) && !IsWideMask(mask);

    private bool MayBeLoad(Entry value) => value.Kind == EntryKind.Local ? _loaded.Contains(value.Local) : value.MayBeLoad;

    /// <summary>An and, of which neither operand's access may become as narrow as the other operand, should that turn out to be a small constant.</summary>
    private void MaskWhole(ValueType type, ulong most)
    {
        var second = _stack.PopLazy();
        var first = _stack.PopLazy();
        LoadWhole(first, second);
        LoadWhole(second, first);
        _il.Emit(OpCodes.And);
        _stack.Release(first);
        _stack.Release(second);
        _stack.PushEvaluated(type, 2, most, mayBeLoad: true);
    }

    /// <summary>A constant that no access of 1 or 2 bytes could be masked by.</summary>
    private static bool IsWideMask(Entry mask) => mask.Kind == EntryKind.Constant && (ulong)mask.Bits > ushort.MaxValue;

    private void LoadWhole(Entry value, Entry mask)
    {
        _stack.LoadCopy(value);
        if (MayNarrow(value, mask))
        {
            _stack.LoadCopy(value);
            _il.Emit(OpCodes.Or);
        }
    }

    /// <summary>By shifts where the conversion would make a load that it takes its operand from as narrow as itself.</summary>
    private void SignExtend(OpCode conversion, int shift, bool wide)
    {
        if (_operandMayBeLoad)
        {
            _il.LoadInt(shift);
            _il.Emit(OpCodes.Shl);
            _il.LoadInt(shift);
            _il.Emit(OpCodes.Shr);
            return;
        }

        _il.Emit(conversion);
        if (wide)
        {
            _il.Emit(OpCodes.Conv_I8);
        }
    }

    private void LoadNativeAddress(Entry address, int memory, ulong offset)
    {
        if (address.Kind == EntryKind.Evaluated)
        {
            _il.Emit(OpCodes.Conv_U);
        }
        else
        {
            _stack.LoadWide(address);
        }

        LoadBase(memory);
        _il.Emit(OpCodes.Add);
        AddNative(offset);
    }
}
