using System.Globalization;
using System.Text;

namespace Ludos.Trust;

/// <summary>
/// A tile of a log, by C2SP's tlog-tiles: 256 hashes of every eighth level of the tree, or 256 entries. Partial while the tree does not fill it.
/// </summary>
/// <param name="Level">Of the tile, 0 to <see cref="MaxLevel"/>: its hashes are those of the tree's level 8 times this. <see cref="EntriesLevel"/> for a bundle of entries.</param>
/// <param name="Index">Place among the tiles of its level, from 0.</param>
/// <param name="Width">Hashes or entries in it, 1 to <see cref="FullWidth"/>.</param>
public readonly record struct TileId(int Level, long Index, int Width)
{
    public const int FullWidth = 256;
    public const int LevelsOfTree = 8;
    public const int MaxLevel = 7;
    public const int EntriesLevel = -1;

    private const string Prefix = "tile/";
    private const string Entries = "entries";
    private const int GroupSize = 1_000;
    private const int MaxGroups = 6;

    /// <summary>The path below the log's address: <c>tile/0/x001/x234/067</c>, <c>tile/entries/000.p/12</c>.</summary>
    public string Path
    {
        get
        {
            var path = new StringBuilder();
            var rest = Index;
            path.Append(CultureInfo.InvariantCulture, $"{rest % GroupSize:000}");
            for (rest /= GroupSize; rest > 0; rest /= GroupSize)
            {
                path.Insert(0, string.Create(CultureInfo.InvariantCulture, $"x{rest % GroupSize:000}/"));
            }

            path.Insert(0, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{(Level == EntriesLevel ? Entries : Level.ToString(CultureInfo.InvariantCulture))}/"));
            return Width == FullWidth ? path.ToString() : path.Append(CultureInfo.InvariantCulture, $".p/{Width}").ToString();
        }
    }

    /// <summary>Reads a path as <see cref="Path"/> writes it, and no other.</summary>
    public static bool TryParse(string path, out TileId tile)
    {
        ArgumentNullException.ThrowIfNull(path);
        tile = default;
        var parts = path.Split('/');
        if (parts.Length < 3 || parts[0] + "/" != Prefix || !TryLevel(parts[1], out var level))
        {
            return false;
        }

        var width = FullWidth;
        var groups = parts.AsSpan(2);
        if (groups is [.., var partial, var widthText] && partial.EndsWith(".p", StringComparison.Ordinal))
        {
            groups = groups[..^1];
            groups[^1] = partial[..^2];
            if (!int.TryParse(widthText, NumberStyles.None, CultureInfo.InvariantCulture, out width) || width is < 1 or >= FullWidth)
            {
                return false;
            }
        }

        if (groups.Length > MaxGroups || !TryIndex(groups, out var index))
        {
            return false;
        }

        tile = new TileId(level, index, width);
        return tile.Path == path;
    }

    /// <summary>The tiles of a level that a log of some size has, from the one with a given index on.</summary>
    public static IEnumerable<TileId> Of(int level, long logSize, long fromIndex = 0)
    {
        var count = level <= 0 ? logSize : logSize >> (level * LevelsOfTree);
        for (var index = fromIndex; index * FullWidth < count; index++)
        {
            yield return new TileId(level, index, (int)Math.Min(FullWidth, count - (index * FullWidth)));
        }
    }

    private static bool TryLevel(string text, out int level)
    {
        level = EntriesLevel;
        return text == Entries || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out level) && level <= MaxLevel);
    }

    private static bool TryIndex(ReadOnlySpan<string> groups, out long index)
    {
        index = 0;
        for (var at = 0; at < groups.Length; at++)
        {
            var digits = at == groups.Length - 1 ? groups[at] : groups[at].StartsWith('x') ? groups[at][1..] : "";
            if (digits.Length != 3 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var group))
            {
                return false;
            }

            index = (index * GroupSize) + group;
        }

        return groups.Length > 0;
    }
}
