namespace Ludos.Bench.State;

/// <summary>The arena's promises, row by row, each against its reference.</summary>
internal sealed class StateBench : IBenchmark
{
    /// <summary>In the order of the promises.</summary>
    private static readonly IReadOnlyList<IStateRow> Rows =
    [
        new Signals.WakeRow(),
        new Signals.SpinRow(),
        new Access.PublishRow(),
        new Access.ReadRow(),
        new Access.AccessRow(),
        new HandOver.HandOverRow(),
        new Time.DeltaRow(),
        new Time.TwinRow(),
        new Time.PatchRow(),
        new Time.RewindRow(),
        new RingRow(),
        new HeapRow(),
        new TransferRow(),
        new Browser.BrowserRow(),
        new CapnpRow(),
        new Journals.JournalRow(),
    ];

    public string Name => "state";

    public string Summary => "the arena against raw futexes, memcpy, sockets and malloc: signals, scopes, deltas, twins, rings, heap, transfer, journal";

    public BenchReport Run(BenchOptions options)
    {
        var scratch = Directory.CreateTempSubdirectory("ludos-state-");
        try
        {
            var context = new StateBenchContext(options, scratch);
            var tally = new RowTally();
            foreach (var row in Rows.Where(row => options.Rows.Count == 0 || options.Rows.Contains(row.Name)))
            {
                tally.Row = row.Name;
                options.Progress($"state: {row.Name} ...");
                Run(row, context, tally);
            }

            tally.Row = Name;
            tally.Add(new Check("every named row exists", options.Rows.All(name => Rows.Any(row => row.Name == name)), string.Join(", ", Rows.Select(row => row.Name))));
            return new BenchReport(Name, tally.Figures, tally.Checks);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static void Run(IStateRow row, StateBenchContext context, RowTally tally)
    {
        try
        {
            row.Run(context, tally);
        }
        catch (BenchmarkSetupException missing)
        {
            tally.Add(new Check("could be measured", false, missing.Message));
        }
    }
}
