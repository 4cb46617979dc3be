using Ludos.Base;
using Ludos.Platform.Memory;

namespace Ludos.State;

/// <summary>
/// A heap as another process reads it. Offsets and tags are the same everywhere; nothing that is read is trusted. The writer may free a block while it is being
/// read: what was read counts only when <see cref="IsLive"/> still holds afterwards. Thread-safe until the segment is disposed.
/// </summary>
public sealed unsafe class HeapView
{
    private readonly HeapMemory _memory;

    internal HeapView(HeapMemory memory) => _memory = memory;

    public HeapStatistics Statistics => HeapStatistics.Of(_memory);

    public HeapBlocks Blocks => new(_memory);

    /// <summary>Reads the heap in a segment that somebody else writes.</summary>
    public static Result<HeapView, HeapErrorCode> Open(SharedSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return HeapMemory.Open(segment.Base, segment.SizeBytes, origin: 0).TryGet(out var memory, out var fault) ? new HeapView(memory) : fault;
    }

    /// <summary>The bytes that were asked for; false when the handle names no live block. The span never leaves the segment, whatever the records say.</summary>
    public bool TryResolve(HeapHandle handle, out ReadOnlySpan<byte> bytes)
    {
        var found = BlockLookup.At(_memory, handle.Offset);
        var isLive = found.Exists && found.Tag == handle.Tag && (handle.Tag & 1) != 0;
        bytes = isLive ? new ReadOnlySpan<byte>(_memory.At(handle.Offset), found.AskedBytes) : default;
        return isLive;
    }

    /// <summary>Whether the block is still the one that was given out. Loads of its bytes come before this look.</summary>
    public bool IsLive(HeapHandle handle)
    {
        Interlocked.MemoryBarrier();
        return TryResolve(handle, out _);
    }
}
