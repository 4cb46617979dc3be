using System.Runtime.InteropServices;

namespace Ludos.State;

/// <summary>The first bytes of the control segment. Only <see cref="RegionCount"/> changes once the arena is made.</summary>
[StructLayout(LayoutKind.Explicit, Size = ControlLayout.HeaderBytes)]
internal struct ControlHeader
{
    [FieldOffset(0)]
    internal ulong Magic;

    [FieldOffset(8)]
    internal uint Version;

    [FieldOffset(12)]
    internal int MaxRegions;

    [FieldOffset(16)]
    internal long ControlBytes;

    /// <summary>On a line of its own: it is polled by whoever follows the directory.</summary>
    [FieldOffset(64)]
    internal int RegionCount;
}
