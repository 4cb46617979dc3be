namespace Ludos.Bench;

internal static class BenchList
{
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new Tick.TickBenchmark(),
        new Pulse.PulseBenchmark(),
        new Swap.SwapBenchmark(),
        new Torn.TornBenchmark(),
        new Start.StartBenchmark(),
        new Wasm.WasmBench(),
        new State.StateBench(),
        new Distribution.DistributionBench(),
    ];
}
