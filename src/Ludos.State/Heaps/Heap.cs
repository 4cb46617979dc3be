using Ludos.Base;
using Ludos.Platform.Memory;
using Ludos.Platform.Processes;

namespace Ludos.State;

/// <summary>
/// An allocator inside a shared segment: 1 byte to 1 GiB, from slabs and from blocks that split and merge. One process writes it and holds its lease until
/// it disposes it or dies; others read it through <see cref="HeapView"/>. For one thread at a time. Allocate and free allocate nothing on the managed heap.
/// The segment belongs to the caller and outlives the heap.
/// </summary>
public sealed unsafe class Heap : IDisposable
{
    /// <summary>The largest block.</summary>
    public const int MaxBlockBytes = HeapLayout.GranuleBytes << HeapLayout.MaxOrder;

    private readonly HeapCore _core;
    private readonly ulong _lease;
    private bool _isDisposed;

    private Heap(HeapCore core, ulong lease, HeapRecovery? recovery)
    {
        _core = core;
        _lease = lease;
        Recovery = recovery;
    }

    /// <summary>What was found when the heap was opened; null for one that was made here.</summary>
    public HeapRecovery? Recovery { get; }

    public HeapStatistics Statistics => HeapStatistics.Of(_core.Memory);

    /// <summary>All live blocks; for an heir that looks which of them its data still name.</summary>
    public HeapBlocks Blocks => new(_core.Memory);

    /// <summary>Makes an empty heap of a zeroed segment and takes its lease.</summary>
    public static Result<Heap, HeapErrorCode> Create(SharedSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        if (Refuse(segment) is { } refusal)
        {
            return refusal;
        }

        if (((HeapHead*)segment.Base)->Magic != 0)
        {
            return new Fault<HeapErrorCode>(HeapErrorCode.BadHeader, "The segment is in use already.", "Make a heap of a new segment, or open the one that is there.");
        }

        if (!HeapMemory.Format(segment.Base, segment.SizeBytes, origin: 0).TryGet(out var memory, out var fault))
        {
            return fault;
        }

        var core = new HeapCore(memory);
        var lease = LeaseWord.Of(ProcessIdentity.Current);
        memory.Head->Lease = lease;
        core.Extend(memory.Granules);
        return new Heap(core, lease, null);
    }

    /// <summary>Takes over a heap whose writer disposed it or died. Its lists are made anew from its blocks, and <see cref="Recovery"/> tells what was found.</summary>
    public static Result<Heap, HeapErrorCode> Open(SharedSegment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        if (Refuse(segment) is { } refusal)
        {
            return refusal;
        }

        if (!HeapMemory.Open(segment.Base, segment.SizeBytes, origin: 0).TryGet(out var memory, out var fault))
        {
            return fault;
        }

        var mine = LeaseWord.Of(ProcessIdentity.Current);
        var holder = Volatile.Read(ref memory.Head->Lease);
        if ((holder != 0 && LeaseWord.IsHolderAlive(holder)) || Interlocked.CompareExchange(ref memory.Head->Lease, mine, holder) != holder)
        {
            return new Fault<HeapErrorCode>(HeapErrorCode.LeaseHeld, $"The heap is written by process {LeaseWord.Pid(Volatile.Read(ref memory.Head->Lease))}.");
        }

        var core = new HeapCore(memory);
        return new Heap(core, mine, core.Rebuild());
    }

    /// <summary>A block of at least <paramref name="bytes"/>, on a boundary of 64 bytes. Its content is undefined.</summary>
    /// <param name="bytes">1 to <see cref="MaxBlockBytes"/>.</param>
    /// <returns>The block; <see cref="HeapErrorCode.OutOfMemory"/>, or <see cref="HeapErrorCode.Corrupt"/> when the records contradict each other.</returns>
    public Result<HeapHandle, HeapErrorCode> Allocate(int bytes)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        return _core.Allocate(bytes, out var handle) is { } error ? _core.Refusal(error, bytes) : handle;
    }

    /// <summary>Gives a block back. Null, or <see cref="HeapErrorCode.DoubleFree"/> or <see cref="HeapErrorCode.BadHandle"/>: nothing was changed then.</summary>
    public Fault<HeapErrorCode>? Free(HeapHandle handle)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _core.Free(handle) is { } error ? HeapCore.Fault(error, handle) : null;
    }

    /// <summary>The bytes that were asked for. Null, or <see cref="HeapErrorCode.UseAfterFree"/> or <see cref="HeapErrorCode.BadHandle"/>. The span is good until the block is freed.</summary>
    public Fault<HeapErrorCode>? Resolve(HeapHandle handle, out Span<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return _core.Resolve(handle, out bytes) is { } error ? HeapCore.Fault(error, handle) : null;
    }

    /// <summary>Frees every block that <paramref name="reachable"/> does not name: what an heir does after it has read its data. Returns how many.</summary>
    public int Sweep(IReadOnlySet<HeapHandle> reachable)
    {
        ArgumentNullException.ThrowIfNull(reachable);
        var lost = new List<HeapHandle>();
        foreach (var (handle, _) in Blocks)
        {
            if (!reachable.Contains(handle))
            {
                lost.Add(handle);
            }
        }

        return lost.Count(handle => Free(handle) is null);
    }

    /// <summary>Gives the lease up. The heap stays in its segment.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            _ = Interlocked.CompareExchange(ref _core.Memory.Head->Lease, 0, _lease);
        }
    }

    private static Fault<HeapErrorCode>? Refuse(SharedSegment segment) =>
        segment.IsWritable ? null : new Fault<HeapErrorCode>(HeapErrorCode.NotGranted, "The segment is mapped to read only.", "Read the heap through HeapView.");
}
