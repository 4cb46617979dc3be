using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ludos.State;

/// <summary>
/// A set of a content's lines of 64 bytes, in private native memory: one bit a line, and above it one bit for each 64 of those, so that what is empty is
/// skipped by the page. Adding, joining and walking cost what is in the set, not what the content holds. Not thread-safe.
/// </summary>
internal sealed unsafe class LineSet : IDisposable
{
    internal const int LineShift = 6;
    internal const int LineBytes = 1 << LineShift;

    private const int WordShift = 6;
    private const int WordBits = 1 << WordShift;
    private const int WordMask = WordBits - 1;

    /// <summary>Below this many words of 64 that hold something, only those are joined.</summary>
    private const int DenseWords = 12;

    private readonly int _lines;
    private int _groups;
    private ulong* _words;
    private ulong* _above;

    internal LineSet(long sizeBytes)
    {
        _lines = (int)((sizeBytes + LineBytes - 1) >> LineShift);
        var words = (_lines + WordMask) >> WordShift;
        _groups = (words + WordMask) >> WordShift;

        // Whole groups, so that a group can be joined without a look at where the last one ends.
        _words = (ulong*)NativeMemory.AlignedAlloc((nuint)(_groups * WordBits * sizeof(ulong)), LineBytes);
        _above = (ulong*)NativeMemory.AlignedAlloc((nuint)(_groups * sizeof(ulong)), LineBytes);
        NativeMemory.Clear(_words, (nuint)(_groups * WordBits * sizeof(ulong)));
        NativeMemory.Clear(_above, (nuint)(_groups * sizeof(ulong)));
    }

    /// <summary>Every line is in the set, whatever the bits say.</summary>
    internal bool IsAll { get; private set; }

    internal bool IsEmpty => !IsAll && new ReadOnlySpan<ulong>(_above, _groups).IndexOfAnyExcept(0UL) < 0;

    internal int Groups => _groups;

    /// <summary>Lines in the set.</summary>
    internal int Count
    {
        get
        {
            var count = 0;
            for (var group = 0; group < _groups && !IsAll; group++)
            {
                for (var left = _above[group]; left != 0; left &= left - 1)
                {
                    count += BitOperations.PopCount(_words[(group << WordShift) + BitOperations.TrailingZeroCount(left)]);
                }
            }

            return IsAll ? _lines : count;
        }
    }

    /// <summary>Adds the lines that hold these bytes. The caller has checked that they lie in the content.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(int offset, int length)
    {
        var first = offset >> LineShift;
        var last = (offset + length - 1) >> LineShift;
        if (first == last && length > 0)
        {
            var word = first >> WordShift;
            _words[word] |= 1UL << first;
            _above[word >> WordShift] |= 1UL << word;
        }
        else if (length > 0)
        {
            AddLines(first, last);
        }
    }

    internal void AddAll() => IsAll = true;

    internal void Clear()
    {
        IsAll = _words is null;
        for (var group = 0; group < _groups; group++)
        {
            var above = _above[group];
            if (above != 0)
            {
                new Span<ulong>(_words + (group << WordShift), WordBits).Clear();
                _above[group] = 0;
            }
        }
    }

    /// <summary>Adds what is in <paramref name="other"/>, which is of the same content.</summary>
    internal void Join(LineSet other)
    {
        if (other.IsAll)
        {
            AddAll();
        }

        for (var group = 0; group < _groups && !IsAll; group++)
        {
            var above = other._above[group];
            if (above == 0)
            {
                continue;
            }

            _above[group] |= above;
            JoinGroup(_words + (group << WordShift), other._words + (group << WordShift), above);
        }
    }

    /// <summary>Which words of a group hold lines, for walking; the group's first line is 4096 times its number.</summary>
    internal ulong Group(int group) => IsAll ? ulong.MaxValue : _above[group];

    /// <summary>The 64 lines of a word.</summary>
    internal ulong Word(int group, int word) => _words[(group << WordShift) + word];

    /// <summary>Adds lines of a word.</summary>
    internal void Put(int group, int word, ulong lines)
    {
        if (lines != 0)
        {
            _words[(group << WordShift) + word] |= lines;
            _above[group] |= 1UL << word;
        }
    }

    /// <summary>The first run of lines at or after <paramref name="from"/>; false when there is none.</summary>
    internal bool TryNext(int from, out int first, out int end)
    {
        if (IsAll)
        {
            (first, end) = (from, _lines);
            return from < _lines;
        }

        first = NextLine(from, isIn: true);
        end = first < _lines ? NextLine(first, isIn: false) : first;
        return first < _lines;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_words);
        NativeMemory.AlignedFree(_above);
        _words = null;
        _above = null;
        _groups = 0;

        // Whoever still asks is told the truth: nothing is known any more.
        IsAll = true;
    }

    private static void JoinGroup(ulong* mine, ulong* theirs, ulong above)
    {
        if (BitOperations.PopCount(above) >= DenseWords)
        {
            for (var word = 0; word < WordBits; word += Vector512<ulong>.Count)
            {
                (Vector512.LoadAligned(mine + word) | Vector512.LoadAligned(theirs + word)).StoreAligned(mine + word);
            }

            return;
        }

        for (; above != 0; above &= above - 1)
        {
            var word = BitOperations.TrailingZeroCount(above);
            mine[word] |= theirs[word];
        }
    }

    private void AddLines(int first, int last)
    {
        for (var word = first >> WordShift; word <= last >> WordShift; word++)
        {
            var from = Math.Max(first, word << WordShift) & WordMask;
            var to = Math.Min(last, (word << WordShift) + WordMask) & WordMask;
            _words[word] |= (ulong.MaxValue << from) & (ulong.MaxValue >> (WordMask - to));
            _above[word >> WordShift] |= 1UL << word;
        }
    }

    private int NextLine(int from, bool isIn)
    {
        var flip = isIn ? 0 : ulong.MaxValue;
        for (var line = from; line < _lines; line = (line & ~WordMask) + WordBits)
        {
            if (isIn && _above[line >> (2 * WordShift)] >> (line >> WordShift) == 0)
            {
                // Nothing in this word, and in none after it up to the end of the group.
                line |= (WordBits * WordBits) - 1;
                line &= ~WordMask;
                continue;
            }

            var bits = (_words[line >> WordShift] ^ flip) & (ulong.MaxValue << line);
            if (bits != 0)
            {
                return Math.Min(_lines, (line & ~WordMask) + BitOperations.TrailingZeroCount(bits));
            }
        }

        return _lines;
    }
}
