using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ludos.State;

/// <summary>
/// One attacher's line for one region: up to seven pins, and how many of its threads sleep on the region's epoch. The attacher writes it, the region's
/// writer only reads it and believes nothing: a pin is a request to spare a slot, never a permission.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = ControlLayout.LineBytes)]
internal unsafe struct PinLine
{
    internal const int Pins = 7;

    /// <summary>The slot word that was read when the slot was pinned; 0 when nothing is.</summary>
    [FieldOffset(0)]
    private ulong _firstPin;

    [FieldOffset(56)]
    internal int Sleepers;

    internal static ulong* Pin(PinLine* line, int index) => (ulong*)Unsafe.AsPointer(ref line->_firstPin) + index;
}
