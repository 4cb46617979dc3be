namespace Ludos.State;

/// <summary>The live blocks of a heap in the order of their offsets; for use while nothing is allocated or freed. Allocates nothing.</summary>
public ref struct HeapBlocks
{
    private readonly HeapMemory _memory;
    private uint _granule;
    private int _item;

    internal HeapBlocks(HeapMemory memory)
    {
        _memory = memory;
        _item = -1;
        Current = default;
    }

    /// <summary>The block and the bytes that were asked for.</summary>
    public (HeapHandle Handle, int Bytes) Current { get; private set; }

    public readonly HeapBlocks GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_granule < _memory.Committed)
        {
            var state = _memory.State(_granule);
            if (state.Kind == GranuleKind.Slab && state.SizeClass < SizeClasses.Count)
            {
                while (++_item < SizeClasses.Capacity(state.SizeClass))
                {
                    if (TryShow(_memory.ItemOffset(_granule, state.SizeClass, _item)))
                    {
                        return true;
                    }
                }
            }

            _item = -1;
            var at = _memory.AreaOffset + ((long)_granule << HeapLayout.GranuleShift);
            _granule += 1u << Math.Min(state.Kind == GranuleKind.Inner ? 0 : state.Order, HeapLayout.MaxOrder);
            if (state.Kind == GranuleKind.Block && TryShow((ulong)at))
            {
                return true;
            }
        }

        return false;
    }

    private bool TryShow(ulong offset)
    {
        var found = BlockLookup.At(_memory, offset);
        if (!found.Exists || (found.Tag & 1) == 0)
        {
            return false;
        }

        Current = (new HeapHandle(offset, found.Tag), found.AskedBytes);
        return true;
    }
}
