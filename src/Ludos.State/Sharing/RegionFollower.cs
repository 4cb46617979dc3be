using Ludos.Base;
using Ludos.Platform.Memory;

namespace Ludos.State;

/// <summary>
/// In an attacher: keeps the maps of all regions at what the owner's directory says, and asks for write grants. One question at a time; thread-safe.
/// </summary>
internal sealed unsafe class RegionFollower(Arena arena, ControlView view, OwnerLink link, PinPages pins, RegionSet regions) : IRegionFollower
{
    /// <summary>Tries for one generation of a region: the owner may move it again while it is being asked for; it does so for ever only when it is not well.</summary>
    private const int MaxTries = 4;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, (uint Generation, int Tries)> _failures = [];

    public uint* Changes => view.Changes;

    public void Follow() => _ = FollowAll();

    /// <summary>Null when everything in the directory could be mapped.</summary>
    internal Fault<ArenaErrorCode>? FollowAll()
    {
        lock (_gate)
        {
            Fault<ArenaErrorCode>? first = null;
            foreach (var region in regions.InOrder)
            {
                first = FollowMove(region.Memory) ?? first;
            }

            for (var index = regions.InOrder.Length; index < view.RegionCount; index++)
            {
                if (MapNew(index) is { } fault)
                {
                    return fault;
                }
            }

            return first;
        }
    }

    /// <summary>Holds the region for a writer of this process; false when one has it. What the follower itself holds while it lays a segment is waited for.</summary>
    internal bool TryHold(RegionMemory memory)
    {
        lock (_gate)
        {
            return memory.TryHoldHere();
        }
    }

    /// <summary>For who holds the region: whether its present segment is one that this process was granted.</summary>
    internal bool MayWrite(RegionMemory memory) => memory.IsWritable && view.Generation(memory.Index) == memory.Stamp.Generation;

    /// <summary>Asks the owner for a writable segment of this one region, and lays it where the region is. For who holds the region. Null when that is done.</summary>
    internal Fault<ArenaErrorCode>? Grant(RegionMemory memory)
    {
        lock (_gate)
        {
            var segmentBytes = SegmentLayout.SegmentBytes(memory.Schema);
            if (!link.Grant(memory.Index, memory.Schema.Name, segmentBytes).TryGet(out var segment, out var fault))
            {
                return fault;
            }

            if (!link.Mapped(memory.Index).TryGet(out var generation, out fault))
            {
                segment.Dispose();
                return fault;
            }

            var stamp = memory.Stamp with { Generation = generation };
            fault = stamp.Check(new SegmentHead(segment.Base), memory.Schema.Name);
            return fault is null && memory.TryReplace(segment, stamp) ? null : Spent(segment, fault ?? NotLaid(memory));
        }
    }

    private Fault<ArenaErrorCode>? FollowMove(RegionMemory memory)
    {
        var wanted = view.Generation(memory.Index);

        // A writer of this process keeps its map until it is disposed: memory is not taken from under its hands.
        if (wanted == memory.Stamp.Generation || HasFailed(memory.Index, wanted) || !memory.TryHoldHere())
        {
            return null;
        }

        try
        {
            if (!Fetch(memory.Index, memory.Schema, memory.Stamp).TryGet(out var found, out var fault))
            {
                Failed(memory.Index, wanted);
                return fault;
            }

            return memory.TryReplace(found.Segment, found.Stamp) ? null : Spent(found.Segment, NotLaid(memory));
        }
        finally
        {
            memory.LetGoHere();
        }
    }

    private Fault<ArenaErrorCode>? MapNew(int index)
    {
        if (!view.ReadEntry(index).TryGet(out var entry, out var fault))
        {
            return fault;
        }

        if (regions.Contains(entry.Schema.Name))
        {
            return new Fault<ArenaErrorCode>(ArenaErrorCode.Corrupt, $"Directory entry {index} repeats the name '{entry.Schema.Name}'.", "Restart the game that made the arena.");
        }

        var stamp = new RegionStamp(index, (ulong)view.WorldId, entry.Generation, entry.Schema.Slots);
        if (!Fetch(index, entry.Schema, stamp).TryGet(out var found, out fault))
        {
            return fault;
        }

        regions.Enter(new Region(arena, new RegionMemory(found.Stamp, entry.Schema, found.Segment, pins, this, link)));
        return null;
    }

    /// <summary>The region's present segment. The directory is read before and after: the generation that the owner sends lies between the two.</summary>
    private Result<(SharedSegment Segment, RegionStamp Stamp), ArenaErrorCode> Fetch(int index, RegionSchema schema, RegionStamp stamp)
    {
        Fault<ArenaErrorCode>? fault = null;
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var wanted = stamp with { Generation = view.Generation(index) };
            if (!link.Region(index, SegmentLayout.SegmentBytes(schema)).TryGet(out var segment, out fault))
            {
                return fault;
            }

            fault = wanted.Check(new SegmentHead(segment.Base), schema.Name);
            if (fault is null)
            {
                return (segment, wanted);
            }

            segment.Dispose();
            if (view.Generation(index) == wanted.Generation)
            {
                break;
            }
        }

        return fault!;
    }

    private bool HasFailed(int index, uint generation) => _failures.TryGetValue(index, out var failure) && failure.Generation == generation && failure.Tries >= MaxTries;

    private void Failed(int index, uint generation)
    {
        var tries = _failures.TryGetValue(index, out var failure) && failure.Generation == generation ? failure.Tries : 0;
        _failures[index] = (generation, tries + 1);
    }

    private static Fault<ArenaErrorCode> Spent(SharedSegment segment, Fault<ArenaErrorCode> fault)
    {
        segment.Dispose();
        return fault;
    }

    private static Fault<ArenaErrorCode> NotLaid(RegionMemory memory) =>
        new(ArenaErrorCode.System, $"The new segment of region '{memory.Schema.Name}' could not be laid over the old one.");
}
