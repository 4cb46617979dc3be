namespace Ludos.Bench.Wasm;

/// <summary>One row of `bench wasm`: measures one promise of the engine and checks that what it is compared with did the same work.</summary>
internal interface IWasmRow
{
    /// <summary>What `--row` picks it by: one lower-case word.</summary>
    string Name { get; }

    /// <summary>Runs on the calling thread until done; adds its figures, with their bounds, and its checks to the tally.</summary>
    /// <exception cref="BenchmarkException">It cannot be carried out here; the row counts as failed.</exception>
    void Run(WasmBenchContext context, RowTally tally);
}
