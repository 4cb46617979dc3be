namespace Ludos.Wasm.Decoding;

/// <summary>What is decoded already and not yet carried out. Each refusal goes when the instructions that need it are there.</summary>
internal static class PendingFeatures
{
    public static void Atomics(int at) => throw WasmFormatException.Unsupported(at, "threads");

    public static void SharedMemories(int at) => throw WasmFormatException.Unsupported(at, "a shared memory (threads)");

    public static void WideAddresses(int at) => throw WasmFormatException.Unsupported(at, "64-bit addresses (memory64)");

    public static void SeveralMemories(int at) => throw WasmFormatException.Unsupported(at, "more than one memory (multi-memory)");
}
