namespace Ludos.Store;

/// <summary>All suffixes of a text in order, by induced sorting (SA-IS): time and memory in proportion to the text.</summary>
internal static class SuffixArray
{
    private const int Bytes = 256;

    /// <summary>Where each suffix begins, the smallest first.</summary>
    internal static int[] Of(ReadOnlySpan<byte> text)
    {
        var symbols = new int[text.Length];
        for (var at = 0; at < text.Length; at++)
        {
            symbols[at] = text[at];
        }

        return Sort(symbols, Bytes);
    }

    private static int[] Sort(int[] text, int alphabet)
    {
        var length = text.Length;
        switch (length)
        {
            case 0:
                return [];
            case 1:
                return [0];
        }

        var level = new Level(text, alphabet);
        var marks = level.LeftmostSmall();
        level.Induce(marks);
        if (marks.Length == 0)
        {
            return level.Order;
        }

        // The marked pieces are in order now; named by their rank they are a shorter text, whose suffixes order the marks.
        var names = level.NamePieces(marks, out var distinct);
        var inner = Sort(names, distinct);
        var sorted = new int[marks.Length];
        for (var rank = 0; rank < marks.Length; rank++)
        {
            sorted[rank] = marks[inner[rank]];
        }

        level.Induce(sorted);
        return level.Order;
    }

    /// <summary>One text and the places of its suffixes.</summary>
    private sealed class Level
    {
        private readonly int[] _text;
        private readonly bool[] _isSmall;
        private readonly int[] _largeStarts;
        private readonly int[] _smallStarts;
        private readonly int[] _markRank;

        internal Level(int[] text, int alphabet)
        {
            _text = text;
            Order = new int[text.Length];
            _isSmall = new bool[text.Length];
            _markRank = new int[text.Length + 1];
            for (var at = text.Length - 2; at >= 0; at--)
            {
                _isSmall[at] = text[at] == text[at + 1] ? _isSmall[at + 1] : text[at] < text[at + 1];
            }

            _largeStarts = new int[alphabet + 1];
            _smallStarts = new int[alphabet + 1];
            for (var at = 0; at < text.Length; at++)
            {
                if (_isSmall[at])
                {
                    _largeStarts[text[at] + 1]++;
                }
                else
                {
                    _smallStarts[text[at]]++;
                }
            }

            for (var symbol = 0; symbol <= alphabet; symbol++)
            {
                _smallStarts[symbol] += _largeStarts[symbol];
                if (symbol < alphabet)
                {
                    _largeStarts[symbol + 1] += _smallStarts[symbol];
                }
            }
        }

        internal int[] Order { get; }

        /// <summary>Where a suffix that is smaller than its neighbour on the right follows one that is not.</summary>
        internal int[] LeftmostSmall()
        {
            var marks = new List<int>();
            Array.Fill(_markRank, -1);
            for (var at = 1; at < _text.Length; at++)
            {
                if (!_isSmall[at - 1] && _isSmall[at])
                {
                    _markRank[at] = marks.Count;
                    marks.Add(at);
                }
            }

            return [.. marks];
        }

        /// <summary>Orders all suffixes, given the marked ones in order.</summary>
        internal void Induce(int[] marks)
        {
            Array.Fill(Order, -1);
            var next = (int[])_smallStarts.Clone();
            foreach (var mark in marks)
            {
                Order[next[_text[mark]]++] = mark;
            }

            next = (int[])_largeStarts.Clone();
            Order[next[_text[^1]]++] = _text.Length - 1;
            for (var rank = 0; rank < Order.Length; rank++)
            {
                if (Order[rank] is >= 1 and var at && !_isSmall[at - 1])
                {
                    Order[next[_text[at - 1]]++] = at - 1;
                }
            }

            next = (int[])_largeStarts.Clone();
            for (var rank = Order.Length - 1; rank >= 0; rank--)
            {
                if (Order[rank] is >= 1 and var at && _isSmall[at - 1])
                {
                    Order[--next[_text[at - 1] + 1]] = at - 1;
                }
            }
        }

        internal int[] NamePieces(int[] marks, out int distinct)
        {
            var ordered = new int[marks.Length];
            var count = 0;
            foreach (var at in Order)
            {
                if (_markRank[at] >= 0)
                {
                    ordered[count++] = at;
                }
            }

            var names = new int[marks.Length];
            var name = 0;
            names[_markRank[ordered[0]]] = 0;
            for (var rank = 1; rank < ordered.Length; rank++)
            {
                name += AreEqual(ordered[rank - 1], ordered[rank], marks) ? 0 : 1;
                names[_markRank[ordered[rank]]] = name;
            }

            distinct = name + 1;
            return names;
        }

        private bool AreEqual(int left, int right, int[] marks)
        {
            var leftEnd = EndOf(left, marks);
            var rightEnd = EndOf(right, marks);
            if (leftEnd - left != rightEnd - right)
            {
                return false;
            }

            for (; left < leftEnd; left++, right++)
            {
                if (_text[left] != _text[right])
                {
                    return false;
                }
            }

            return left < _text.Length && right < _text.Length && _text[left] == _text[right];
        }

        private int EndOf(int mark, int[] marks) => _markRank[mark] + 1 < marks.Length ? marks[_markRank[mark] + 1] : _text.Length;
    }
}
