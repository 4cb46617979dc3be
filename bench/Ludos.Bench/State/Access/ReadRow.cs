using Ludos.State;

namespace Ludos.Bench.State.Access;

/// <summary>An outside read of a many-slot region: pin, eight bytes, close.</summary>
internal sealed class ReadRow : IStateRow
{
    private const int Slots = 3;
    private const int Batches = 200;
    private const int CallsPerBatch = 10_000;
    private const double MostNs = 30;

    public string Name => "read";

    public void Run(StateBenchContext context, RowTally tally)
    {
        using var arena = Arena.Create(ArenaOptions.Default with { Label = "read" }).Value;
        var region = arena.Add(new RegionSchema("numbers", [new FieldSchema(1, "number", FieldType.U64)], 8, Slots, IsVolatile: true), BitConverter.GetBytes(1UL)).Value;
        using var reader = region.OpenReader();
        var (reads, sum) = (0UL, 0UL);
        var taken = ScopeCost.Measure(context.Quick ? Batches / 10 : Batches, CallsPerBatch, calls =>
        {
            for (var call = 0; call < calls; call++)
            {
                var scope = reader.Pin();
                var number = BitConverter.ToUInt64(scope.Bytes);
                sum += scope.Close() == ReadOutcome.Ok ? number : 0;
            }

            reads += (ulong)calls;
        });
        tally.Add(ScopeCost.Figure("open, eight bytes and close", taken, MostNs));
        tally.Add(new Check("every read was whole", sum == reads, $"{reads} reads"));
    }
}
