using Ludos.Bench.Distribution.Metadata;
using Ludos.Bench.Distribution.Store;
using Ludos.Bench.Distribution.Update;
using Ludos.Bench.Wasm;

namespace Ludos.Bench.Distribution;

/// <summary>What packing, verifying, updating, streaming, resolving and serving cost, row by row.</summary>
internal sealed class DistributionBench : IBenchmark
{
    /// <summary>In the order of the promises.</summary>
    private static readonly IReadOnlyList<IDistributionRow> Rows =
    [
        new PackRow(),
        new VerifyRow(),
        new StoreRow(),
        new UpdateRow(),
        new Streaming.StreamRow(),
        new ResolveRow(),
        new Serving.ServeRow(),
        new Serving.RefreshRow(),
        new MetadataRow(),
        new MutationsRow(),
    ];

    public string Name => "distribution";

    public string Summary => "modules from a publisher to a running game: " + string.Join(", ", Rows.Select(row => row.Name));

    public BenchReport Run(BenchOptions options)
    {
        using var context = new DistributionBenchContext(options);
        var tally = new RowTally();
        foreach (var row in Rows.Where(row => options.Rows.Count == 0 || options.Rows.Contains(row.Name)))
        {
            tally.Row = row.Name;
            context.Progress($"{row.Name} ...");
            Run(row, context, tally);
        }

        tally.Row = Name;
        tally.Add(new Check("every named row exists", options.Rows.All(name => Rows.Any(row => row.Name == name)), string.Join(", ", Rows.Select(row => row.Name))));
        return new BenchReport(Name, tally.Figures, tally.Checks);
    }

    private static void Run(IDistributionRow row, DistributionBenchContext context, RowTally tally)
    {
        try
        {
            row.Run(context, tally);
        }
        catch (BenchmarkException problem)
        {
            tally.Add(new Check("could be measured", false, problem.Message));
        }
    }
}
