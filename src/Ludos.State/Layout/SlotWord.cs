namespace Ludos.State;

/// <summary>
/// Epoch and front slot in one 64-bit word: slot in the low 8 bits, epoch in the 56 above. The low half, which sleepers watch, changes with
/// every epoch; it comes round after 16,777,216 of them.
/// </summary>
internal static class SlotWord
{
    private const int EpochShift = 8;
    private const ulong SlotMask = (1 << EpochShift) - 1;

    internal static ulong Of(ulong epoch, int slot) => (epoch << EpochShift) | (uint)slot;

    internal static ulong Epoch(ulong word) => word >> EpochShift;

    internal static int Slot(ulong word) => (int)(word & SlotMask);
}
