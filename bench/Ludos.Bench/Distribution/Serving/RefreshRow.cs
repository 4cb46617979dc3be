using System.Net;
using Ludos.Bench.State;

namespace Ludos.Bench.Distribution.Serving;

/// <summary>
/// Metadata refreshes a second of a client that is up to date, against static files: it asks for the next root, which is not there, and for the timestamp. The
/// registry looks at its catalogue each time, so that nothing stale is ever sent; the reference has the file.
/// </summary>
internal sealed class RefreshRow : IDistributionRow
{
    private const string NextRoot = "2.root.json";
    private const string Timestamp = "timestamp.json";
    private const double Bound = 0.7;

    public string Name => "refresh";

    public void Run(DistributionBenchContext context, RowTally tally)
    {
        using var pair = new ServedPair(context);
        var timestamp = pair.Fetch("tuf/" + Timestamp);
        File.WriteAllBytes(Path.Combine(pair.Files, Timestamp), timestamp);
        var exchanges = context.Quick ? 500 : 10_000;
        var runs = PairedRuns.Take(
            context.Quick ? 3 : 9,
            () => pair.Run(exchanges, (client, _) => RefreshAsync(client, new Uri(pair.Server.Address, "tuf/"), timestamp)),
            () => pair.Run(exchanges, (client, _) => RefreshAsync(client, pair.Reference, timestamp)));
        tally.Add(runs.Ratio("refreshes by a client that is up to date", "/s", atLeast: context.Quick ? null : Bound));
        tally.Add(pair.AllCompared("both sides sent the same timestamp and no next root"));
    }

    private static async Task<bool> RefreshAsync(HttpClient client, Uri folder, byte[] timestamp)
    {
        using var root = await client.GetAsync(new Uri(folder, NextRoot));
        return root.StatusCode == HttpStatusCode.NotFound && await ServedPair.IsSameAsync(client, new Uri(folder, Timestamp), timestamp, new byte[timestamp.Length + 1]);
    }
}
