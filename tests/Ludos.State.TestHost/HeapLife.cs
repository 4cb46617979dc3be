namespace Ludos.State.TestHost;

/// <summary>A heap's life that follows from a seed alone: the writer that gets killed and the test that knows what it did live the same one.</summary>
internal sealed class HeapLife(Heap heap, ulong seed)
{
    private const int MostBlocks = 400;
    private const int SmallestBits = 6;
    private const int Doublings = 12;

    private readonly List<HeapHandle> _live = [];
    private ulong _state = seed | 1;

    internal void Step()
    {
        var chance = Next();
        if (_live.Count > 0 && (chance % 100 < 45 || _live.Count >= MostBlocks))
        {
            var at = (int)(Next() % (ulong)_live.Count);
            var freed = heap.Free(_live[at]);
            if (freed is not null)
            {
                throw new InvalidOperationException(freed.ToString());
            }

            _live[at] = _live[^1];
            _live.RemoveAt(_live.Count - 1);
            return;
        }

        var low = 1 << (SmallestBits + (int)(Next() % Doublings));
        if (heap.Allocate(low + (int)(Next() % (ulong)low) + 1).TryGet(out var handle, out _))
        {
            _live.Add(handle);
        }
    }

    private ulong Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return _state >> 11;
    }
}
