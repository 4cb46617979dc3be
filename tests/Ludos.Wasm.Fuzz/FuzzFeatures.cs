namespace Ludos.Wasm.Fuzz;

/// <summary>What generated modules may use beyond WebAssembly 2.0 without vectors.</summary>
[Flags]
public enum FuzzFeatures
{
    None = 0,
    Simd = 1,
    TailCalls = 2,
    MultiMemory = 4,
    Exceptions = 8,
    Gc = 16,
    Memory64 = 32,
    Atomics = 64,
    TypedReferences = 128,

    /// <summary>Not a feature: NaNs are left as arithmetic makes them, for engines that promise which they are.</summary>
    NansAsTheyCome = 256,
}
