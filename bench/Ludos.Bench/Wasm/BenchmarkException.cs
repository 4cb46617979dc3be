namespace Ludos.Bench.Wasm;

/// <summary>The benchmark cannot be carried out; the message says why and what to do.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
