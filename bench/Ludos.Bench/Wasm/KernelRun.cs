namespace Ludos.Bench.Wasm;

/// <summary>One timed call of a kernel.</summary>
internal readonly record struct KernelRun(long ElapsedNs, long Checksum);
