using Ludos.Wasm.Compilation.Emission;

namespace Ludos.Wasm.Compilation;

/// <summary>What came out of the emitter for one chunk: all that is needed to run it, now or in another process.</summary>
/// <param name="Unoptimised">Indices of functions too large for the optimiser.</param>
/// <param name="Invokers">Type index and token: reads arguments from, and writes results to, <see cref="WasmValue"/>s.</param>
/// <param name="HostCalls">Type index and token: calls a delegate.</param>
/// <param name="Entries">Function index and token: goes on to a function of another chunk.</param>
internal sealed record CompiledChunk(AssemblyImage Image, int[] Unoptimised, (int Type, int Token)[] Invokers, (int Type, int Token)[] HostCalls, (int Function, int Token)[] Entries);
