namespace Ludos.Bench;

/// <summary>One named benchmark: measures, prints its figures, and says whether every bound was met.</summary>
internal interface IBenchmark
{
    string Name { get; }

    string Summary { get; }

    /// <summary>Runs on the calling thread until done.</summary>
    BenchReport Run(BenchOptions options);
}
