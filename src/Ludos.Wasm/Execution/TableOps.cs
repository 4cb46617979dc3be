namespace Ludos.Wasm.Execution;

/// <summary>Table instructions but for indirect calls, which are compiled in line.</summary>
internal static class TableOps
{
    private const int ElementsPerFuel = 8;

    /// <summary>The index itself, or the largest there is, which no table has an element at.</summary>
    public static int NarrowIndex(long index) => (ulong)index > uint.MaxValue ? -1 : (int)index;

    public static object? Get(InstanceState state, int index, int table, int function)
    {
        var target = state.Tables[table];
        return (uint)index < (uint)target.Length ? target.At(index) : throw Traps.Make(state, function, TrapKind.TableOutOfBounds);
    }

    public static void Set(InstanceState state, int index, object? value, int table, int function)
    {
        var target = state.Tables[table];
        if ((uint)index >= (uint)target.Length)
        {
            throw Traps.Make(state, function, TrapKind.TableOutOfBounds);
        }

        target.Put(index, value);
    }

    public static int Size(InstanceState state, int table) => state.Tables[table].Length;

    public static int Grow(InstanceState state, object? value, int delta, int table, int function)
    {
        // Growing copies the whole table, which a module must pay for even when it adds a single element.
        var target = state.Tables[table];
        Charge(state, delta == 0 ? 0 : (uint)target.Length, function);
        var before = target.GrowBy((uint)delta, value);
        if (before >= 0)
        {
            Charge(state, (uint)delta, function);
        }

        return before;
    }

    public static void Fill(InstanceState state, int start, object? value, int count, int table, int function)
    {
        var target = state.Tables[table];
        Check(state, target.Length, start, count, function);
        Charge(state, (uint)count, function);
        target.Fill(start, count, value);
    }

    public static void Copy(InstanceState state, int targetStart, int sourceStart, int count, int target, int source, int function)
    {
        var to = state.Tables[target];
        var from = state.Tables[source];
        Check(state, from.Length, sourceStart, count, function);
        Check(state, to.Length, targetStart, count, function);
        Charge(state, (uint)count, function);
        WasmTable.Copy(to, targetStart, from, sourceStart, count);
    }

    public static void Init(InstanceState state, int targetStart, int sourceStart, int count, int segment, int table, int function)
    {
        var items = state.ElementSegments[segment];
        var target = state.Tables[table];
        Check(state, items.Length, sourceStart, count, function);
        Check(state, target.Length, targetStart, count, function);
        Charge(state, (uint)count, function);
        for (var i = 0; i < count; i++)
        {
            target.Put(targetStart + i, items[sourceStart + i]);
        }
    }

    public static void DropElements(InstanceState state, int segment) => state.ElementSegments[segment] = [];

    private static void Charge(InstanceState state, uint elements, int function) =>
        MemoryOps.Charge(state, (elements + (ElementsPerFuel - 1L)) / ElementsPerFuel, function);

    private static void Check(InstanceState state, int available, int start, int count, int function)
    {
        if ((ulong)(uint)start + (uint)count > (uint)available)
        {
            throw Traps.Make(state, function, TrapKind.TableOutOfBounds);
        }
    }
}
