using Ludos.Protocols.System.V1;

namespace Ludos.State;

/// <summary>
/// Epoch and front slot in one 64-bit word: slot in the low 8 bits, epoch in the 56 above. The low half, which sleepers watch, changes with
/// every epoch; it comes round after 16,777,216 of them.
/// </summary>
internal static class SlotWord
{
    internal static ulong Of(ulong epoch, int slot) => (epoch << ArenaLayout.EpochShift) | (uint)slot;

    internal static ulong Epoch(ulong word) => word >> ArenaLayout.EpochShift;

    internal static int Slot(ulong word) => (int)(word & ArenaLayout.SlotMask);

    /// <summary>The word of a segment that was replaced: the same epoch, and a slot that no region has.</summary>
    internal static ulong Moved(ulong word) => word | ArenaLayout.MovedSlot;

    internal static bool IsMoved(ulong word) => Slot(word) == ArenaLayout.MovedSlot;
}
