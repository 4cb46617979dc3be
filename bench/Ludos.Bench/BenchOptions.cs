namespace Ludos.Bench;

/// <param name="RepositoryRoot">Where games/ and bench/ lie.</param>
/// <param name="Quick">A smoke run for CI: same work and checks, smaller counts, bounds reported but not enforced.</param>
/// <param name="Progress">Receives one line now and then on anything that takes over a second.</param>
/// <param name="Rows">Of a benchmark with rows: those to run; empty for all.</param>
internal sealed record BenchOptions(string RepositoryRoot, bool Quick, Action<string> Progress, IReadOnlyList<string> Rows);
