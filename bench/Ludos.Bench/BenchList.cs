namespace Ludos.Bench;

internal static class BenchList
{
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new Torn.TornBenchmark(),
    ];
}
