using System.Reflection.Emit;
using System.Runtime.Intrinsics;

namespace Ludos.Wasm.Compilation;

internal enum EntryKind : byte
{
    Constant,

    /// <summary>A wasm local, not read yet.</summary>
    Local,
    Temporary,

    /// <summary>On IL's own stack.</summary>
    Evaluated,
}

internal readonly record struct Entry(EntryKind Kind, ValueType Type, int Local, long Bits, LocalBuilder? Temporary, int Depth)
{
    /// <summary>The largest value, read as unsigned, that an integer can have.</summary>
    public ulong Most { get; init; } = ulong.MaxValue;

    /// <summary>Of a v128 constant.</summary>
    public Vector128<byte> Vector { get; init; }

    /// <summary>NaNs in it that are not canonical yet.</summary>
    public NanShape Raw { get; init; }

    /// <summary>What the value is known to be the sum of.</summary>
    public LocalSum? Sum { get; init; }

    /// <summary>May come, through pure operations, from an access whose last byte nothing else touched: whoever cuts the value short must not cut the access too.</summary>
    public bool MayBeLoad { get; init; }

    /// <summary>The just-in-time compiler may find out that the value is always the same.</summary>
    public bool MayBeConstant { get; init; }
}

/// <summary>
/// Wasm's operand stack while a function is compiled. Values stay constants, unread locals or on IL's stack as long as they can,
/// and move to temporaries where IL's stack must be empty: at every branch and branch target.
/// </summary>
internal sealed class ValueStack(ILWriter il, LocalPool pool, LocalPlaces locals)
{
    // The just-in-time compiler recurses over expression trees.
    private const int MaxTreeDepth = 12;

    private readonly List<Entry> _entries = [];
    private int _evaluated;
    private int _settled;

    public int Count => _entries.Count;

    /// <summary>IL's stack holds nothing beneath the top value.</summary>
    public bool OnlyTopIsEvaluated => _evaluated == (_entries[^1].Kind == EntryKind.Evaluated ? 1 : 0);

    public Entry Peek(int fromTop) => _entries[^(fromTop + 1)];

    /// <summary>Puts back what <see cref="PopLazy"/> gave.</summary>
    public void Push(Entry entry) => _entries.Add(entry);

    public void PushConstant(ValueType type, long bits) => _entries.Add(new Entry(EntryKind.Constant, type, 0, bits, null, 0));

    public void PushVector(Vector128<byte> value) => _entries.Add(new Entry(EntryKind.Constant, ValueType.V128, 0, 0, null, 0) { Vector = value });

    public void PushLocal(ValueType type, int local, NanShape raw = NanShape.None) => _entries.Add(new Entry(EntryKind.Local, type, local, 0, null, 0) { Raw = raw });

    public void PushTemporary(ValueType type, LocalBuilder temporary) => _entries.Add(new Entry(EntryKind.Temporary, type, 0, 0, temporary, 0) { MayBeLoad = true, MayBeConstant = true });

    /// <summary>The value lies on top of IL's stack.</summary>
    public void PushEvaluated(ValueType type, int depth, ulong most = ulong.MaxValue, LocalSum? sum = null, bool mayBeLoad = false, bool mayBeConstant = false, NanShape raw = NanShape.None)
    {
        _entries.Add(new Entry(EntryKind.Evaluated, type, 0, 0, null, depth) { Most = most, Sum = sum, MayBeLoad = mayBeLoad, MayBeConstant = mayBeConstant, Raw = raw });
        _evaluated++;
        if (depth >= MaxTreeDepth)
        {
            Flush(_entries.Count - 1);
        }
    }

    /// <summary>The value lies on top of IL's stack, and goes to a temporary at once.</summary>
    public void PushStored(ValueType type)
    {
        var temporary = pool.Acquire(type);
        il.Emit(OpCodes.Stloc, temporary);
        PushTemporary(type, temporary);
    }

    /// <summary>Pops values onto IL's stack, in order; returns the depth of the deepest tree among them.</summary>
    /// <param name="taken">NaNs that need not be canonical.</param>
    public int Load(int count, NanShape taken = NanShape.None)
    {
        var first = _entries.Count - count;
        var lazySeen = false;
        var rawSeen = false;
        for (var i = first; i < _entries.Count; i++)
        {
            // Only what lies on top of IL's stack can be made canonical.
            var evaluated = _entries[i].Kind == EntryKind.Evaluated;
            if (evaluated && (lazySeen || rawSeen))
            {
                Flush(first);
                break;
            }

            lazySeen |= !evaluated;
            rawSeen |= evaluated && _entries[i].Raw != taken && _entries[i].Raw != NanShape.None;
        }

        var depth = 0;
        for (var i = first; i < _entries.Count; i++)
        {
            depth = Math.Max(depth, _entries[i].Depth);
            LoadCopy(_entries[i], taken);
        }

        Discard(count);
        return depth;
    }

    /// <summary>Like <see cref="Load"/> of two, in either order.</summary>
    public int LoadCommutative()
    {
        if (_entries[^1].Kind == EntryKind.Evaluated && _entries[^2].Kind != EntryKind.Evaluated)
        {
            (_entries[^2], _entries[^1]) = (_entries[^1], _entries[^2]);
            _settled = Math.Min(_settled, _entries.Count - 2);
        }

        return Load(2);
    }

    /// <summary>Pops a value into a form that can be loaded later, once or more. Give it back with <see cref="Release"/>.</summary>
    public Entry PopLazy()
    {
        if (_entries[^1].Kind == EntryKind.Evaluated)
        {
            Flush(_entries.Count - 1);
        }

        var entry = _entries[^1];
        _entries.RemoveAt(_entries.Count - 1);
        _settled = Math.Min(_settled, _entries.Count);
        return entry;
    }

    public void Release(Entry entry)
    {
        if (entry.Temporary is { } temporary)
        {
            pool.Release(temporary);
        }
    }

    /// <summary>Loads a value that stays where it is; one on IL's stack is there already, on top.</summary>
    /// <param name="taken">NaNs that need not be canonical.</param>
    public void LoadCopy(Entry entry, NanShape taken = NanShape.None)
    {
        switch (entry.Kind)
        {
            case EntryKind.Constant:
                LoadConstant(entry);
                break;
            case EntryKind.Local:
                locals.Load(entry.Local);
                break;
            case EntryKind.Temporary:
                il.Emit(OpCodes.Ldloc, entry.Temporary!);
                break;
        }

        if (entry.Raw != NanShape.None && entry.Raw != taken)
        {
            CanonicalNan.Emit(il, pool, entry.Type, entry.Raw);
        }
    }

    private void LoadConstant(Entry entry)
    {
        if (entry.Type.Kind == ValueKind.V128)
        {
            il.LoadVector(entry.Vector);
        }
        else
        {
            il.LoadConstant(entry.Type, entry.Bits);
        }
    }

    /// <summary>Like <see cref="LoadCopy"/> of an i32 that is not on IL's stack, as a native integer, zero above.</summary>
    public void LoadWide(Entry entry)
    {
        if (entry.Kind == EntryKind.Local)
        {
            locals.LoadWide(entry.Local);
            return;
        }

        LoadCopy(entry);
        il.Emit(OpCodes.Conv_U);
    }

    public void LoadLocal(int local) => locals.Load(local);

    public void StoreLocal(int local)
    {
        // Reads of the old value that wait on the stack happen first.
        for (var i = _settled; i < _entries.Count; i++)
        {
            if (_entries[i].Kind == EntryKind.Local && _entries[i].Local == local)
            {
                ToTemporary(i);
            }
        }

        locals.Store(local);
    }

    /// <summary>Drops entries without loading them; those on IL's stack were consumed.</summary>
    public void Discard(int count)
    {
        for (; count > 0; count--)
        {
            var entry = _entries[^1];
            _entries.RemoveAt(_entries.Count - 1);
            if (entry.Kind == EntryKind.Evaluated)
            {
                _evaluated--;
            }

            Release(entry);
        }

        _settled = Math.Min(_settled, _entries.Count);
    }

    /// <summary>Empties IL's stack.</summary>
    public void Flush() => Flush(0);

    /// <summary>Empties IL's stack and reads waiting locals, so that every way through a block finds the same entries.</summary>
    public void Settle()
    {
        Flush();
        for (var i = _settled; i < _entries.Count; i++)
        {
            if (_entries[i].Kind == EntryKind.Local)
            {
                ToTemporary(i);
            }
        }

        _settled = _entries.Count;
    }

    private void ToTemporary(int index)
    {
        var entry = _entries[index];
        var temporary = pool.Acquire(entry.Type);
        LoadCopy(entry, entry.Raw);
        il.Emit(OpCodes.Stloc, temporary);
        _entries[index] = entry with { Kind = EntryKind.Temporary, Temporary = temporary, Depth = 0 };
    }

    private void Flush(int from)
    {
        for (var i = _entries.Count - 1; i >= from && _evaluated > 0; i--)
        {
            if (_entries[i].Kind == EntryKind.Evaluated)
            {
                var temporary = pool.Acquire(_entries[i].Type);
                il.Emit(OpCodes.Stloc, temporary);
                _entries[i] = _entries[i] with { Kind = EntryKind.Temporary, Temporary = temporary, Depth = 0 };
                _evaluated--;
            }
        }
    }
}
