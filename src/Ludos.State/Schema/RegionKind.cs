namespace Ludos.State;

/// <summary>How a region's slots are laid out; the numbers are part of the arena's layout.</summary>
public enum RegionKind : ushort
{
    /// <summary>Capacity and place never change.</summary>
    Fixed = 0,

    /// <summary>Each slot is a block that grows and shrinks inside the segment; the capacity is the most elements. It is written by the arena's owner.</summary>
    Dynamic = 1,

    /// <summary>A ring of records between producers and a consumer.</summary>
    Ring = 2,
}
