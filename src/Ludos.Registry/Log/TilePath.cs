using System.Globalization;

namespace Ludos.Registry.Log;

/// <summary>The address of a tile by C2SP's tlog-tiles: a level or <c>entries</c>, an index in groups of three digits, and a width where the tile is not full.</summary>
/// <param name="Level">0 to 7, each eight tree levels above the one before; -1 for entries.</param>
/// <param name="Width">1 to 256.</param>
internal readonly record struct TilePath(int Level, long Index, int Width)
{
    public const int FullWidth = 256;
    public const int Entries = -1;

    private const int MaxLevel = 7;
    private const int MaxLength = 64;
    private const int GroupLength = 3;

    /// <summary>Reads what follows <c>tile/</c>: <c>0/x001/234.p/5</c>, <c>entries/067</c>.</summary>
    public static bool TryParse(string text, out TilePath tile)
    {
        tile = default;
        if (text.Length > MaxLength)
        {
            return false;
        }

        var parts = text.Split('/');
        if (parts.Length < 2 || !TryLevel(parts[0], out var level))
        {
            return false;
        }

        var width = FullWidth;
        var last = parts.Length - 1;
        if (last >= 2 && parts[last - 1].EndsWith(".p", StringComparison.Ordinal))
        {
            if (!TryNumber(parts[last], out width) || width is < 1 or >= FullWidth)
            {
                return false;
            }

            last--;
            parts[last] = parts[last][..^2];
        }

        long index = 0;
        for (var part = 1; part <= last; part++)
        {
            var group = parts[part].AsSpan();
            if (part < last && (group.IsEmpty || group[0] != 'x'))
            {
                return false;
            }

            group = part < last ? group[1..] : group;
            if (group.Length != GroupLength || group.ContainsAnyExceptInRange('0', '9') || index > long.MaxValue / 1_000_000 || (part == 1 && part < last && group.SequenceEqual("000")))
            {
                return false;
            }

            index = (index * 1000) + int.Parse(group, CultureInfo.InvariantCulture);
        }

        tile = new TilePath(level, index, width);
        return true;
    }

    private static bool TryLevel(string text, out int level)
    {
        level = Entries;
        return text == "entries" || (text.Length == 1 && TryNumber(text, out level) && level <= MaxLevel);
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number.ToString(CultureInfo.InvariantCulture) == text;
}
