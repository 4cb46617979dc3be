using Ludos.State.Tests.Layout;

namespace Ludos.State.Tests.Heaps;

internal static class HeapTrace
{
    private const int SmallestBits = 6;
    private const int Doublings = 12;

    /// <summary>64 B to 256 KB, each doubling as likely as the others.</summary>
    internal static int SizeOf(Mutations chance)
    {
        var low = 1 << (SmallestBits + chance.Below(Doublings));
        return low + chance.Below(low) + 1;
    }
}
