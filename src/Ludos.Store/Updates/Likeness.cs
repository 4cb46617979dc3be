namespace Ludos.Store;

/// <summary>A sketch of a file: the gear hash of a few hundred places that the content itself chooses. Files that share stretches share places.</summary>
internal sealed class Likeness
{
    /// <summary>One place in so many bytes, at first.</summary>
    private const int FirstBits = 6;

    /// <summary>Places kept; the rarer ones when there are more.</summary>
    private const int MaxPlaces = 1024;

    private readonly HashSet<ulong> _places;

    private Likeness(HashSet<ulong> places) => _places = places;

    internal static Likeness Of(ReadOnlySpan<byte> content)
    {
        var places = new HashSet<ulong>();
        var bound = 1UL << (64 - FirstBits);
        var hash = 0UL;
        foreach (var value in content)
        {
            hash = (hash << 1) + GearTable.Values[value];
            if (hash >= bound || !places.Add(hash) || places.Count <= MaxPlaces)
            {
                continue;
            }

            bound >>= 1;
            var kept = bound;
            _ = places.RemoveWhere(place => place >= kept);
        }

        return new Likeness(places);
    }

    /// <summary>How many places both have.</summary>
    internal int With(Likeness other) => _places.Count <= other._places.Count ? _places.Count(other._places.Contains) : other.With(this);
}
