using Ludos.State;

namespace Ludos.Bench.State.Access;

/// <summary>A whole write of a small many-slot region that nobody waits for: begin, eight bytes, publish.</summary>
internal sealed class PublishRow : IStateRow
{
    private const int Slots = 3;
    private const int Batches = 200;
    private const int CallsPerBatch = 10_000;
    private const double MostNs = 50;

    public string Name => "publish";

    public void Run(StateBenchContext context, RowTally tally)
    {
        using var arena = Arena.Create(ArenaOptions.Default with { Label = "publish" }).Value;
        var region = arena.Add(new RegionSchema("numbers", [new FieldSchema(1, "number", FieldType.U64)], 8, Slots, IsVolatile: true)).Value;
        using var writer = region.AcquireWriter().Value;
        var first = region.Epoch;
        var written = 0UL;
        var taken = ScopeCost.Measure(context.Quick ? Batches / 10 : Batches, CallsPerBatch, calls =>
        {
            for (var call = 0; call < calls; call++)
            {
                using var scope = writer.Begin(WriteMode.Replace);
                _ = BitConverter.TryWriteBytes(scope.Bytes, ++written);
                _ = scope.Publish();
            }
        });
        tally.Add(ScopeCost.Figure("begin, eight bytes and publish, no waiter", taken, MostNs));
        tally.Add(new Check("every write became an epoch", region.Epoch == first + written && BitConverter.ToUInt64(region.Front) == written, $"{written} epochs"));
    }
}
