namespace Ludos.Store;

/// <summary>Where numbers have moved: from each key on, up to the next, all by the same distance.</summary>
internal sealed class ShiftMap
{
    private readonly List<uint> _keys = [];
    private readonly List<int> _shifts = [];

    /// <summary>From pairs of old and new numbers, in any order.</summary>
    internal static ShiftMap Of(IEnumerable<(uint Old, uint New)> pairs)
    {
        var map = new ShiftMap();
        foreach (var (old, moved) in pairs.OrderBy(pair => pair.Old))
        {
            var shift = unchecked((int)(moved - old));
            if (shift != (map._shifts.Count == 0 ? 0 : map._shifts[^1]) && (map._keys.Count == 0 || map._keys[^1] < old))
            {
                map._keys.Add(old);
                map._shifts.Add(shift);
            }
        }

        return map;
    }

    /// <summary>Where a number has moved to.</summary>
    internal uint Move(uint number)
    {
        var found = _keys.BinarySearch(number);
        var run = found >= 0 ? found : ~found - 1;
        return run < 0 ? number : unchecked((uint)(number + _shifts[run]));
    }

    internal void Write(NumberWriter to)
    {
        to.Add((uint)_keys.Count);
        var (key, shift) = (0U, 0);
        for (var run = 0; run < _keys.Count; run++)
        {
            to.Add(_keys[run] - key);
            to.AddSigned(unchecked(_shifts[run] - shift));
            (key, shift) = (_keys[run], _shifts[run]);
        }
    }

    /// <returns>Null when the bytes are no map.</returns>
    internal static ShiftMap? Read(ref ReadOnlySpan<byte> from)
    {
        if (!NumberReader.TryRead(ref from, out var count) || count > from.Length)
        {
            return null;
        }

        var map = new ShiftMap();
        var (key, shift) = (0U, 0);
        for (var run = 0U; run < count; run++)
        {
            if (!NumberReader.TryRead(ref from, out var gap) || !NumberReader.TryReadSigned(ref from, out var change) || (run > 0 && gap == 0) || gap > uint.MaxValue - key)
            {
                return null;
            }

            key += gap;
            shift = unchecked(shift + change);
            map._keys.Add(key);
            map._shifts.Add(shift);
        }

        return map;
    }
}
