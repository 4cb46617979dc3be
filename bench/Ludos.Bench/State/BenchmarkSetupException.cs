namespace Ludos.Bench.State;

/// <summary>A row could not be measured: something it needs is missing or failed. Counted as a failed check, never as a pass.</summary>
internal sealed class BenchmarkSetupException(string message) : Exception(message);
