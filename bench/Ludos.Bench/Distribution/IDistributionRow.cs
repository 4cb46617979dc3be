namespace Ludos.Bench.Distribution;

/// <summary>One row of `bench distribution`: measures one promise and checks that what it is compared with did the same work.</summary>
internal interface IDistributionRow
{
    /// <summary>What `--row` picks it by: one lower-case word.</summary>
    string Name { get; }

    /// <summary>Runs on the calling thread until done; adds its figures, with their bounds, and its checks to the tally.</summary>
    /// <exception cref="Wasm.BenchmarkException">It cannot be carried out here; the row counts as failed.</exception>
    void Run(DistributionBenchContext context, RowTally tally);
}
