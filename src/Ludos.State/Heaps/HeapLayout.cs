using System.Runtime.InteropServices;

namespace Ludos.State;

/// <summary>
/// A heap as bytes. From its origin: a head of 4096 bytes, one record for each granule of 4 KiB, and from the next boundary of 64 KiB the area whose granules
/// those are. Records lie outside of the blocks, so that writing past a block, or into a freed one, spoils no record of another block's size but those of a slab.
/// </summary>
internal static class HeapLayout
{
    internal const ulong Magic = 0x5041_4548_534F_444C;
    internal const uint Version = 1;
    internal const int HeadBytes = 4096;
    internal const int GranuleShift = 12;
    internal const int GranuleBytes = 1 << GranuleShift;
    internal const int LineBytes = 64;

    /// <summary>The largest block has 2^18 granules: 1 GiB.</summary>
    internal const int MaxOrder = 18;

    internal const int Orders = MaxOrder + 1;

    /// <summary>A slab has 2^4 granules: 64 KiB.</summary>
    internal const int SlabOrder = 4;

    internal const uint SlabGranules = 1 << SlabOrder;
    internal const int SlabBytes = GranuleBytes << SlabOrder;
    internal const uint None = uint.MaxValue;
    internal const ushort NoItem = ushort.MaxValue;

    internal const int AreaAlignment = SlabBytes;

    /// <summary>Bytes from the origin to the area.</summary>
    internal static long AreaOffset(uint granules) =>
        (HeadBytes + ((long)granules * Marshal.SizeOf<GranuleRecord>()) + AreaAlignment - 1) & -AreaAlignment;

    /// <summary>The most granules that fit into so many bytes; 0 when not even one slab does.</summary>
    internal static uint GranulesIn(long bytes)
    {
        var granules = Math.Min(bytes / GranuleBytes, uint.MaxValue / 2);
        while (granules > 0 && AreaOffset((uint)granules) + (granules << GranuleShift) > bytes)
        {
            var over = AreaOffset((uint)granules) + (granules << GranuleShift) - bytes;
            granules -= Math.Max(1, over >> GranuleShift);
        }

        return granules >= SlabGranules ? (uint)granules : 0;
    }

    /// <summary>Order of the smallest block of whole granules that holds so many bytes.</summary>
    internal static int OrderOf(int bytes)
    {
        var granules = (uint)(((long)bytes + GranuleBytes - 1) >> GranuleShift);
        return granules <= 1 ? 0 : 32 - System.Numerics.BitOperations.LeadingZeroCount(granules - 1);
    }
}

/// <summary>What a granule is the first of.</summary>
internal enum GranuleKind : byte
{
    /// <summary>Not the first of a block.</summary>
    Inner = 0,
    Free = 1,
    Block = 2,
    Slab = 3,

    /// <summary>Its record was found damaged: never given out again.</summary>
    Lost = 4,
}

[StructLayout(LayoutKind.Explicit, Size = HeapLayout.HeadBytes)]
internal unsafe struct HeapHead
{
    [FieldOffset(0)]
    internal ulong Magic;

    [FieldOffset(8)]
    internal uint Version;

    /// <summary>Granules that the records were made for.</summary>
    [FieldOffset(12)]
    internal uint Granules;

    /// <summary>Granules whose pages are reserved; grows.</summary>
    [FieldOffset(16)]
    internal uint Committed;

    [FieldOffset(20)]
    internal uint NextTag;

    /// <summary>See <see cref="LeaseWord"/>; unused in a region, which has its own.</summary>
    [FieldOffset(24)]
    internal ulong Lease;

    /// <summary>The operation under way: 0 none, else a <see cref="HeapOperation"/>.</summary>
    [FieldOffset(32)]
    internal uint Operation;

    [FieldOffset(36)]
    internal uint OperationTag;

    [FieldOffset(40)]
    internal ulong OperationOffset;

    /// <summary>One bit for each order that has a free block.</summary>
    [FieldOffset(48)]
    internal uint FreeOrders;

    [FieldOffset(64)]
    internal HeapCounters Counters;

    [FieldOffset(192)]
    internal fixed uint FreeHeads[32];

    [FieldOffset(320)]
    internal fixed uint ClassHeads[32];
}

/// <summary>What the heap counted since it was made; see <see cref="HeapStatistics"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct HeapCounters
{
    internal ulong Allocations;
    internal ulong Frees;
    internal ulong Refusals;
    internal ulong LiveBlocks;
    internal ulong LiveBytes;
    internal ulong HeldBytes;
    internal ulong Splits;
    internal ulong Merges;
    internal ulong SlabsMade;
    internal ulong SlabsReturned;
    internal ulong Recoveries;
}

/// <summary>One granule. The state is one word, so that a block comes and goes with one store.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GranuleRecord
{
    /// <summary>See <see cref="GranuleState"/>.</summary>
    internal ulong State;

    /// <summary>Free: the next free block of this order. Block: the bytes that were asked for.</summary>
    internal uint Link;

    /// <summary>Free: the block before.</summary>
    internal uint Before;
}

/// <summary>Tag in the low half; above it order, kind, class.</summary>
internal readonly record struct GranuleState(ulong Word)
{
    internal GranuleState(GranuleKind kind, int order, uint tag = 0, int sizeClass = 0)
        : this(tag | ((ulong)(byte)order << 32) | ((ulong)kind << 40) | ((ulong)(byte)sizeClass << 48))
    {
    }

    internal uint Tag => (uint)Word;

    internal int Order => (byte)(Word >> 32);

    internal GranuleKind Kind => (GranuleKind)(byte)(Word >> 40);

    internal int SizeClass => (byte)(Word >> 48);
}

/// <summary>First line of a slab; its items' records follow, then the items.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SlabHead
{
    /// <summary>First granules of the next and the previous slab of this class that have room.</summary>
    internal uint Next;
    internal uint Before;

    /// <summary>First of the freed items.</summary>
    internal ushort FreeItem;

    /// <summary>Items that were ever given out; records beyond are not yet written.</summary>
    internal ushort Used;

    internal ushort Live;
}

[StructLayout(LayoutKind.Sequential)]
internal struct SlabItem
{
    /// <summary>Odd while the item is given out.</summary>
    internal uint Tag;

    /// <summary>Given out: the bytes that were asked for. Freed: the next freed item.</summary>
    internal uint Link;
}

/// <summary>What a heap was doing when its writer died.</summary>
public enum HeapOperation
{
    None = 0,
    Allocate = 1,
    Free = 2,
}
