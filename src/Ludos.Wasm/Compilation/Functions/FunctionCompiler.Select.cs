using System.Reflection.Emit;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// Select of integers without a branch, which would often be mispredicted: compilers emit it where they expect a conditional move, which
/// the just-in-time compiler makes outside loops only. So it becomes arithmetic, the cheapest that what is known of the operands allows.
/// </summary>
internal sealed partial class FunctionCompiler
{
    private const int SelectDepth = 4;

    private void SelectInteger()
    {
        var condition = _stack.PopLazy();
        var second = _stack.PopLazy();
        var first = _stack.PopLazy();
        var type = second.Type;
        if (first == second)
        {
            _stack.LoadCopy(first);
        }
        else if (Difference(first, second, xor: false) is { } difference)
        {
            SelectApart(condition, second, difference, type);
        }
        else if (Difference(first, second, xor: true) is { } bits)
        {
            _stack.LoadCopy(second);
            LoadMask(condition, type);
            LoadInteger(type, bits);
            _il.Emit(OpCodes.And);
            _il.Emit(OpCodes.Xor);
        }
        else if (IsConstant(second, 0))
        {
            _stack.LoadCopy(first);
            LoadMask(condition, type);
            _il.Emit(OpCodes.And);
        }
        else if (IsConstant(first, 0))
        {
            _stack.LoadCopy(second);
            LoadMask(condition, type);
            _il.Emit(OpCodes.Not);
            _il.Emit(OpCodes.And);
        }
        else
        {
            SelectMasked(first, second, condition, type);
        }

        _stack.Release(condition);
        _stack.Release(second);
        _stack.Release(first);
        _stack.PushEvaluated(type, SelectDepth, Math.Max(MostOf(first), MostOf(second)), mayBeLoad: MayBeLoad(first) || MayBeLoad(second), mayBeConstant: MayBeConstant(first) || MayBeConstant(second));
    }

    /// <summary>The operands differ by a constant: the second, plus that if the condition holds.</summary>
    private void SelectApart(Entry condition, Entry second, long difference, ValueType type)
    {
        _stack.LoadCopy(second);
        if (difference is 1 or -1)
        {
            LoadFlag(condition);
            if (type == ValueType.I64)
            {
                _il.Emit(OpCodes.Conv_U8);
            }

            _il.Emit(difference > 0 ? OpCodes.Add : OpCodes.Sub);
            return;
        }

        LoadMask(condition, type);
        LoadInteger(type, difference);
        _il.Emit(OpCodes.And);
        _il.Emit(OpCodes.Add);
    }

    private void SelectMasked(Entry first, Entry second, Entry condition, ValueType type)
    {
        var mask = _pool.Acquire(type);
        LoadMask(condition, type);
        _il.Emit(OpCodes.Stloc, mask);
        _stack.LoadCopy(first);
        _il.Emit(OpCodes.Ldloc, mask);
        _il.Emit(OpCodes.And);
        _stack.LoadCopy(second);
        _il.Emit(OpCodes.Ldloc, mask);
        _il.Emit(OpCodes.Not);
        _il.Emit(OpCodes.And);
        _il.Emit(OpCodes.Or);
        _pool.Release(mask);
    }

    /// <summary>1 if the condition holds, else 0.</summary>
    private void LoadFlag(Entry condition)
    {
        _stack.LoadCopy(condition);
        if (MostOf(condition) > 1)
        {
            _il.Emit(OpCodes.Ldc_I4_0);
            _il.Emit(OpCodes.Cgt_Un);
        }
    }

    /// <summary>All bits set if the condition holds, else none.</summary>
    private void LoadMask(Entry condition, ValueType type)
    {
        LoadFlag(condition);
        _il.Emit(OpCodes.Neg);
        if (type == ValueType.I64)
        {
            _il.Emit(OpCodes.Conv_I8);
        }
    }

    private static bool IsConstant(Entry entry, long value) => entry.Kind == EntryKind.Constant && entry.Bits == value;

    /// <summary>First minus second, wrapping in their type, or first exclusive-or second, where that is one known number.</summary>
    private long? Difference(Entry first, Entry second, bool xor)
    {
        if (first.Kind == EntryKind.Constant && second.Kind == EntryKind.Constant)
        {
            return Wrapped(xor ? first.Bits ^ second.Bits : first.Bits - second.Bits, first.Type);
        }

        foreach (var one in SumsOf(first))
        {
            foreach (var other in SumsOf(second))
            {
                if (one.Local == other.Local && IsOf(one, xor) && IsOf(other, xor))
                {
                    return Wrapped(xor ? one.Constant ^ other.Constant : one.Constant - other.Constant, first.Type);
                }
            }
        }

        return null;
    }

    private static bool IsOf(LocalSum sum, bool xor) => sum.Constant == 0 || sum.IsXor == xor;

    private static long Wrapped(long value, ValueType type) => type == ValueType.I32 ? (int)value : value;

    private IEnumerable<LocalSum> SumsOf(Entry entry)
    {
        if (entry.Kind == EntryKind.Local)
        {
            yield return _facts.Sum(entry.Local, 0);
            if (_facts.SumOf(entry.Local) is { } equal)
            {
                yield return equal;
            }
        }
        else if (entry.Sum is { } sum && _facts.Holds(sum))
        {
            yield return sum;
        }
    }

    /// <summary>The largest value, read as unsigned, that an operand can have.</summary>
    private ulong MostOf(Entry entry) => entry.Kind switch
    {
        EntryKind.Constant => entry.Type == ValueType.I32 ? (uint)entry.Bits : (ulong)entry.Bits,
        EntryKind.Local => Math.Min(entry.Most, _facts.MostOf(entry.Local)),
        _ => entry.Most,
    };
}
