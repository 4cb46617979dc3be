namespace Ludos.Wasm.Execution;

/// <summary>The parts of [start, end) that none of some ranges cover, in order. The ranges may overlap and come in any order; nothing is allocated.</summary>
internal ref struct OutsideRanges(ReadOnlySpan<(int Start, int Length)> ranges, ulong start, ulong end)
{
    private readonly ReadOnlySpan<(int Start, int Length)> _ranges = ranges;
    private ulong _position = start;

    public (ulong Start, ulong Length) Current { get; private set; }

    public readonly OutsideRanges GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_position < end)
        {
            var (nextStart, nextEnd) = (end, end);
            foreach (var (rangeStart, length) in _ranges)
            {
                var from = (ulong)Math.Max(0, rangeStart);
                var to = (ulong)Math.Max(0, (long)rangeStart + Math.Max(0, length));
                if (to > _position && to > from && from < nextStart)
                {
                    (nextStart, nextEnd) = (from, to);
                }
            }

            var here = _position;
            _position = nextEnd;
            if (nextStart > here)
            {
                Current = (here, nextStart - here);
                return true;
            }
        }

        return false;
    }
}
