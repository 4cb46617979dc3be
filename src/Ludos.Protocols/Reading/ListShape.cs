namespace Ludos.Protocols;

/// <summary>Where the elements of an opened list lie; judged against the segment already.</summary>
/// <param name="Start">Of the first element, in bytes of the frame.</param>
/// <param name="StepBits">From one element to the next.</param>
/// <param name="DataBytes">Of one element's data.</param>
/// <param name="PointerCount">Pointers behind each element's data.</param>
internal readonly record struct ListShape(ElementSize Size, int Start, int Count, long StepBits, int DataBytes, int PointerCount, int SegmentStart, int SegmentEnd)
{
    /// <summary>Of one element, in bytes of the frame; not for bits.</summary>
    public int Offset(int index) => Start + (int)(index * StepBits / 8);
}
