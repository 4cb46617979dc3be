namespace Ludos.Distribution;

/// <summary>What comes first. Thread-safe.</summary>
public interface IDownloadOrder
{
    /// <summary>Changes whenever ranks do; what waits is then put in order again.</summary>
    int Version { get; }

    /// <summary>The smallest rank is fetched first; equal ranks in the order of the plan.</summary>
    long Rank(DownloadItem item);
}

/// <summary>The plan's own order.</summary>
public sealed class PlannedOrder : IDownloadOrder
{
    public static PlannedOrder Instance { get; } = new();

    public int Version => 0;

    public long Rank(DownloadItem item) => 0;
}
