using System.Collections.Concurrent;
using Ludos.Base;
using Ludos.Platform.Memory;
using Ludos.Platform.Processes;
using Ludos.Platform.Sync;

namespace Ludos.State;

/// <summary>
/// The owner's side of write grants: which region was given to whom, the segments that come next, and what the audits know of them. A grant is a segment
/// of its own, so it reaches one region and ends when the region gets another segment. Thread-safe.
/// </summary>
internal sealed unsafe class RegionGrants(string label, ControlView view)
{
    private readonly ConcurrentDictionary<int, RegionAudit> _granted = new();

    /// <summary>Held while a lease is taken: who asks while a dead grantee's is being ended waits for that, and is not told that the region is held.</summary>
    private readonly Lock _taking = new();

    /// <summary>Regions that a process outside may write, or once could.</summary>
    internal IEnumerable<RegionAudit> Granted => _granted.Values;

    internal RegionAudit? AuditOf(int region) => _granted.GetValueOrDefault(region);

    internal ProcessIdentity? GranteeOf(int region) => AuditOf(region)?.Grantee;

    /// <summary>Takes the region's lease and makes its next segment. The caller sends it, then installs or disposes the offer.</summary>
    internal Result<GrantOffer, ArenaErrorCode> Offer(RegionMemory memory, ProcessIdentity grantee)
    {
        if (Take(memory) is { } held)
        {
            return held;
        }

        var stamp = memory.Stamp with { Generation = memory.Stamp.Generation + 1 };
        if (NextGeneration.OfFront(label, memory, stamp, lease: 0).TryGet(out var segment, out var fault))
        {
            return new GrantOffer(this, memory, segment, stamp, grantee);
        }

        LeaseTaking.Release(memory);
        return fault;
    }

    /// <summary>
    /// The lease, for a writer of this process. A region that another process may still have mapped to write gets a segment of its own first, so that what the
    /// owner writes is nobody else's. Null when it was taken.
    /// </summary>
    internal Fault<ArenaErrorCode>? TakeBack(RegionMemory memory)
    {
        if (Take(memory) is { } held)
        {
            return held;
        }

        if (AuditOf(memory.Index) is null)
        {
            return null;
        }

        var stamp = memory.Stamp with { Generation = memory.Stamp.Generation + 1 };
        if (NextGeneration.OfFront(label, memory, stamp, LeaseTaking.Mine).TryGet(out var segment, out var fault))
        {
            _ = segment.SealFutureWrites();
            if (TryMove(memory, segment, stamp))
            {
                _ = _granted.TryRemove(memory.Index, out _);
                return null;
            }

            segment.Dispose();
            fault = NotLaid(memory);
        }

        LeaseTaking.Release(memory);
        return fault;
    }

    /// <summary>What a dead grantee began is ended, and its lease is free.</summary>
    internal void Reclaim(ProcessIdentity dead)
    {
        foreach (var audit in Granted.Where(audit => audit.Grantee == dead))
        {
            lock (_taking)
            {
                if (LeaseWord.Of(dead) == Volatile.Read(ref audit.Memory.Head.Lease->Lease) && LeaseTaking.Take(audit.Memory, dead) is null)
                {
                    LeaseTaking.Release(audit.Memory);
                }
            }
        }
    }

    private Fault<ArenaErrorCode>? Take(RegionMemory memory)
    {
        lock (_taking)
        {
            return LeaseTaking.Take(memory, GranteeOf(memory.Index));
        }
    }

    internal bool TryInstall(RegionMemory memory, SharedSegment segment, RegionStamp stamp, ProcessIdentity grantee)
    {
        // Kept before the grantee's segment is anybody's truth: from the old one, which only this process could write since it was checked.
        var audit = RegionAudit.Begin(memory, stamp, grantee);
        if (!TryMove(memory, segment, stamp))
        {
            return false;
        }

        _granted[memory.Index] = audit;
        return true;
    }

    /// <summary>Gives the region a segment that no other process can write, with the content that the audit kept last, under a new epoch.</summary>
    internal Result<ulong, ArenaErrorCode> Restore(RegionMemory memory)
    {
        if (AuditOf(memory.Index) is not { } audit)
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.Unsupported, $"Region '{memory.Schema.Name}' was never granted to another process: there is nothing to restore.");
        }

        if (!memory.TryHoldHere())
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.LeaseHeld, $"Region '{memory.Schema.Name}' has a writer in this process.", "Dispose it before restoring the region.");
        }

        try
        {
            var epoch = audit.NextEpoch;
            var stamp = memory.Stamp with { Generation = memory.Stamp.Generation + 1 };
            if (!NextGeneration.OfContent(label, memory, stamp, epoch, audit.Kept).TryGet(out var segment, out var fault))
            {
                return fault;
            }

            _ = segment.SealFutureWrites();
            if (!TryMove(memory, segment, stamp))
            {
                segment.Dispose();
                return NotLaid(memory);
            }

            _ = _granted.TryRemove(memory.Index, out _);
            memory.IsDamaged = false;
            return epoch;
        }
        finally
        {
            memory.LetGoHere();
        }
    }

    /// <summary>
    /// Directory first, then the sign in the old segment: who finds the sign finds the new generation there. Sleepers are woken on the old word while it is
    /// still ours to name; then the new segment is laid over it.
    /// </summary>
    private bool TryMove(RegionMemory memory, SharedSegment segment, RegionStamp stamp)
    {
        var before = memory.Stamp.Generation;
        var isMoved = memory.TryReplace(segment, stamp, () =>
        {
            view.Move(memory.Index, stamp.Generation);
            var word = Interlocked.Or(ref *memory.Word, SlotWord.Moved(0));
            memory.WriterWord = word;
            Futex.WakeAll((int*)memory.Word);
        });
        if (isMoved)
        {
            memory.WriterWord = memory.ReadWord();
        }
        else if (!memory.IsDisposed)
        {
            view.Move(memory.Index, before);
            _ = Interlocked.Exchange(ref *memory.Word, memory.WriterWord);
        }

        return isMoved;
    }

    private static Fault<ArenaErrorCode> NotLaid(RegionMemory memory) =>
        new(ArenaErrorCode.System, $"The new segment of region '{memory.Schema.Name}' could not be laid over the old one.");
}
