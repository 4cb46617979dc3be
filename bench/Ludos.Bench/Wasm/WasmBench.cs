namespace Ludos.Bench.Wasm;

/// <summary>The wasm engine's promises, row by row.</summary>
internal sealed class WasmBench : IBenchmark
{
    /// <summary>In the order of the promises.</summary>
    private static readonly IReadOnlyList<IWasmRow> Rows =
    [
        new KernelRow(),
        new CallRow(),
        new InstantiateRow(),
        new CompileRow(),
        new FuelRow(),
        new FuzzRow(),
        new Units.ExecuteRow(),
        new Units.JobsRow(),
        new Units.RestartRow(),
        new Units.WindowRow(),
    ];

    public string Name => "wasm";

    public string Summary => "the wasm engine against Node's V8 (--no-liftoff), same files, turn by turn: " + string.Join(", ", Rows.Select(row => row.Name));

    public BenchReport Run(BenchOptions options)
    {
        using var context = new WasmBenchContext(options);
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

    private static void Run(IWasmRow row, WasmBenchContext context, RowTally tally)
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
