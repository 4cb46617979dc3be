namespace Ludos.State;

/// <summary>A block of a heap, as it is kept in shared memory: where it begins in its segment, and the tag that it was given. A tag is never given twice before
/// 2^31 others were, so a handle whose block was freed is known as such even when another block lies there now.</summary>
/// <param name="Offset">Bytes from the start of the segment; a multiple of 64.</param>
/// <param name="Tag">Odd; 0 in <see cref="None"/>.</param>
public readonly record struct HeapHandle(ulong Offset, uint Tag)
{
    /// <summary>No block.</summary>
    public static HeapHandle None => default;

    public bool IsNone => Tag == 0;

    public override string ToString() => $"{Offset:x}#{Tag}";
}
