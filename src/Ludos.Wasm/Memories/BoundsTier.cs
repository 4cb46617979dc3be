namespace Ludos.Wasm;

/// <summary>How compiled code finds out that a memory access lies outside of its memory. Both tiers trap at the same accesses, with the same fuel used.</summary>
public enum BoundsTier
{
    /// <summary><see cref="Guard"/> where <see cref="GuardTier.IsAvailable"/>, else <see cref="Explicit"/>.</summary>
    Auto,

    /// <summary>Each access is compared with the memory's length. Everywhere, and the reference.</summary>
    Explicit,

    /// <summary>
    /// The processor does: 8 GiB of addresses are reserved around each memory, and no access with a 32-bit address leaves them. Linux on x64.
    /// Memories with 64-bit addresses are compared all the same.
    /// </summary>
    Guard,
}
