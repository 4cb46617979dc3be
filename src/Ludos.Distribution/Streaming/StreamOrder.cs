namespace Ludos.Distribution;

/// <summary>What a file of a module is to a stream, first to last.</summary>
public enum StreamPart
{
    /// <summary>Heads, maps, bundles and manifests: what all else is known from.</summary>
    Document,

    /// <summary>Code: what the switch waits for.</summary>
    Code,

    /// <summary>First contents of regions.</summary>
    InitialContent,

    /// <summary>Assets with an order of their own.</summary>
    Ordered,

    /// <summary>Assets that lie somewhere in the game's world: the nearer the earlier.</summary>
    Placed,

    /// <summary>All others.</summary>
    Rest,
}

/// <summary>A place in a game's world, in its own units.</summary>
public readonly record struct StreamPlace(double X, double Y);

/// <summary>Where a file stands in a stream.</summary>
/// <param name="Order">For <see cref="StreamPart.Ordered"/>: lower ones first, from 0.</param>
/// <param name="Place">For <see cref="StreamPart.Placed"/>.</param>
public readonly record struct StreamRank(StreamPart Part, int Order = 0, StreamPlace Place = default);

/// <summary>
/// Code first, then first contents, then assets by their order, then by what is near; put in order anew as the player moves. Thread-safe.
/// </summary>
/// <param name="rankOf">What a file is, by module and path. Called from any thread.</param>
/// <param name="places">All places that files may have; others count as the farthest.</param>
public sealed class StreamOrder(Func<DownloadItem, StreamRank> rankOf, IEnumerable<StreamPlace> places) : IDownloadOrder
{
    private const int PartShift = 40;

    private readonly Lock _gate = new();
    private readonly StreamPlace[] _places = [.. places.Distinct()];
    private Nearness? _nearness;
    private int _version;

    /// <inheritdoc/>
    public int Version => Volatile.Read(ref _version);

    /// <summary>The nearest place to where the player is; null while that is not known, or there is none.</summary>
    public StreamPlace? Nearest => Volatile.Read(ref _nearness) is { Sorted: [var first, ..] } ? first : null;

    /// <inheritdoc/>
    public long Rank(DownloadItem item)
    {
        var rank = rankOf(item);
        long within = rank.Part switch
        {
            StreamPart.Ordered => rank.Order,
            StreamPart.Placed => Volatile.Read(ref _nearness) is { } near && near.Ranks.TryGetValue(rank.Place, out var place) ? place : _places.Length,
            _ => 0,
        };
        return ((long)rank.Part << PartShift) + within;
    }

    /// <summary>The player is here now. What waits is put in order again only where another place has come nearer than one before it.</summary>
    /// <returns>Whether it was.</returns>
    public bool MoveTo(StreamPlace here)
    {
        if (_places.Length == 0 || !double.IsFinite(here.X) || !double.IsFinite(here.Y))
        {
            return false;
        }

        StreamPlace[] sorted = [.. _places.OrderBy(place => SquareOf(place, here)).ThenBy(place => place.X).ThenBy(place => place.Y)];
        lock (_gate)
        {
            if (_nearness is { } known && known.Sorted.AsSpan().SequenceEqual(sorted))
            {
                return false;
            }

            Volatile.Write(ref _nearness, new Nearness(sorted, sorted.Select((place, index) => (place, index)).ToDictionary(pair => pair.place, pair => pair.index)));
            Volatile.Write(ref _version, _version + 1);
            return true;
        }
    }

    private static double SquareOf(StreamPlace place, StreamPlace here) => ((place.X - here.X) * (place.X - here.X)) + ((place.Y - here.Y) * (place.Y - here.Y));

    private sealed record Nearness(StreamPlace[] Sorted, Dictionary<StreamPlace, int> Ranks);
}
