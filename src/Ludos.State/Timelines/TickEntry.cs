namespace Ludos.State;

/// <summary>A kept tick, and the way between it and the tick before: what changed, which leads both ways.</summary>
internal struct TickEntry
{
    /// <summary>No record.</summary>
    internal const long None = -1;

    internal long Tick;

    /// <summary>The record of the tick before, always a lower number; <see cref="None"/> for the first of all.</summary>
    internal long Parent;

    /// <summary>The tick before, which may be known longer than its record is.</summary>
    internal long ParentTick;

    /// <summary>Where in the ring the changes lie.</summary>
    internal long Offset;

    internal long Bytes;
}
