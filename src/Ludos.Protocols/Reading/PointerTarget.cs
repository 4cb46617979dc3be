namespace Ludos.Protocols;

/// <summary>Where a pointer leads once far pointers are followed; not yet judged against its segment.</summary>
/// <param name="Pointer">Of kind struct or list.</param>
/// <param name="Start">Of the content, in bytes of the frame.</param>
internal readonly record struct PointerTarget(WirePointer Pointer, long Start, int SegmentStart, int SegmentEnd)
{
    /// <summary>Whether so many words from the start lie in the segment.</summary>
    public bool Holds(long words) => Start >= SegmentStart && Start + (words * MessageLimits.WordBytes) <= SegmentEnd;
}
