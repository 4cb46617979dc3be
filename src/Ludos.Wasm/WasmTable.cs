using Ludos.Wasm.Execution;

namespace Ludos.Wasm;

/// <summary>A table of references, the host's own or one that an instance exports. Used by one thread at a time.</summary>
public sealed class WasmTable
{
    /// <summary>No table is longer.</summary>
    internal const uint MostElements = 0x7FFF_FFC7;

    // Compiled code reads these directly: Entries for funcref, References for externref.
    internal TableEntry[] Entries = [];
    internal object?[] References = [];
    private readonly uint _growthLimit;

    internal WasmTable(ValueType elementType, uint minElements, ulong? maxElements, ulong growthLimit, bool is64 = false)
    {
        ElementType = elementType;
        MaxElements = maxElements;
        _growthLimit = (uint)Math.Min(Math.Min(growthLimit, MostElements), maxElements ?? MostElements);
        Is64 = is64;
        if (elementType.IsFunction())
        {
            Entries = new TableEntry[minElements];
        }
        else
        {
            References = new object?[minElements];
        }
    }

    /// <summary>A reference type.</summary>
    public ValueType ElementType { get; }

    /// <summary>As declared; null when none was.</summary>
    public ulong? MaxElements { get; }

    /// <summary>Indices are 64 bits wide.</summary>
    public bool Is64 { get; }

    public int Length => ElementType.IsFunction() ? Entries.Length : References.Length;

    /// <summary>A funcref table of null references.</summary>
    public static WasmTable Allocate(uint minElements, uint? maxElements) => Allocate(ValueType.FuncRef, minElements, maxElements);

    /// <summary>A table of references, every one the same at first.</summary>
    /// <param name="elementType">A reference type.</param>
    /// <param name="minElements">Elements at first.</param>
    /// <param name="maxElements">Growing stops there; null: at <see cref="WasmLimits.MaxTableElements"/>.</param>
    /// <param name="is64">Indices are 64 bits wide.</param>
    /// <param name="initial">What every element is at first.</param>
    /// <exception cref="ArgumentException">Not a reference type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">More than <see cref="WasmLimits.MaxTableElements"/> elements at first, or a maximum below the minimum.</exception>
    /// <exception cref="InvalidOperationException">The elements cannot be <paramref name="initial"/>; those of a type without null need one that is not null.</exception>
    public static WasmTable Allocate(ValueType elementType, uint minElements, ulong? maxElements, bool is64 = false, object? initial = null)
    {
        if (!elementType.IsReference)
        {
            throw new ArgumentException("A table holds references.", nameof(elementType));
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(minElements, WasmLimits.Default.MaxTableElements);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minElements, maxElements ?? ulong.MaxValue);
        ReferenceRules.Checked(elementType, initial);
        var table = new WasmTable(elementType, minElements, maxElements, WasmLimits.Default.MaxTableElements, is64);
        table.Fill(0, table.Length, initial);
        return table;
    }

    /// <exception cref="ArgumentOutOfRangeException">No such element.</exception>
    public object? Get(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Length);
        return At(index);
    }

    /// <exception cref="ArgumentOutOfRangeException">No such element.</exception>
    /// <exception cref="InvalidOperationException">A funcref table was handed something else than a <see cref="WasmFunction"/>.</exception>
    public void Set(int index, object? value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Length);
        Put(index, ReferenceRules.Checked(ElementType, value));
    }

    /// <summary>Appends copies of <paramref name="value"/>; returns the length before, or -1 with nothing changed.</summary>
    public int Grow(uint delta, object? value) => GrowBy(delta, ReferenceRules.Checked(ElementType, value));

    internal object? At(int index) => ElementType.IsFunction() ? Entries[index].Function : References[index];

    internal void Put(int index, object? value)
    {
        if (ElementType.IsFunction())
        {
            Entries[index] = TableEntry.For((WasmFunction?)value);
        }
        else
        {
            References[index] = value;
        }
    }

    internal int GrowBy(uint delta, object? value)
    {
        var before = Length;
        if ((ulong)before + delta > _growthLimit)
        {
            return -1;
        }

        Resize(before + (int)delta);
        Fill(before, (int)delta, value);
        return before;
    }

    internal void Fill(int start, int count, object? value)
    {
        if (ElementType.IsFunction())
        {
            Entries.AsSpan(start, count).Fill(TableEntry.For((WasmFunction?)value));
        }
        else
        {
            References.AsSpan(start, count).Fill(value);
        }
    }

    internal static void Copy(WasmTable target, int targetStart, WasmTable source, int sourceStart, int count)
    {
        if (source.ElementType.IsFunction())
        {
            Array.Copy(source.Entries, sourceStart, target.Entries, targetStart, count);
        }
        else
        {
            Array.Copy(source.References, sourceStart, target.References, targetStart, count);
        }
    }

    internal void Resize(int length)
    {
        if (ElementType.IsFunction())
        {
            Array.Resize(ref Entries, length);
        }
        else
        {
            Array.Resize(ref References, length);
        }
    }
}
