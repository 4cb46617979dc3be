using Ludos.Projections.Wasm4.Disk;
using Ludos.Projections.Wasm4.Sound;

namespace Ludos.Projections.Wasm4.Cart;

/// <summary>The memory a cart lives in: regions in a world, any block elsewhere. Addresses must stay valid while the machine does.</summary>
public readonly unsafe struct CartBlocks
{
    /// <summary><see cref="CartMemory.SizeBytes"/> bytes, aligned to 16.</summary>
    public required byte* Memory { get; init; }

    /// <summary>16 bytes a mutable global, aligned to 16; may be null for a cart without any.</summary>
    public required byte* Globals { get; init; }

    public required int GlobalsBytes { get; init; }

    public required CartDisk* Disk { get; init; }

    public required SynthesizerState* Sound { get; init; }
}
