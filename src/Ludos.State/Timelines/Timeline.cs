using Ludos.Base;

namespace Ludos.State;

/// <summary>
/// The past of a set of regions, tick by tick, in a bounded amount of native memory: go back to any kept tick, forward again, and on from there, with the
/// future that was left kept as a branch. A tick is kept as its difference from the one before, which leads both ways. Old content is published under new
/// epochs, so that readers see it as they see any tick. Used on the thread of the writers, while none of them has a write open; recording allocates nothing.
/// </summary>
public sealed unsafe partial class Timeline : IDisposable
{
    /// <summary>A ring that could not hold a few ticks in which little changes is of no use.</summary>
    private const long MinRingBytes = 64 * 1024;

    private const int MinTicks = 2;
    private const long NoTick = -1;

    private readonly TimelineOptions _options;
    private readonly TrackedRegion[] _regions;
    private readonly TickRing _ring;
    private long _head = TickEntry.None;
    private long _tip = TickEntry.None;
    private bool _isDisposed;

    private Timeline(TimelineOptions options, IReadOnlyList<RegionWriter> writers, long ringBytes)
    {
        _options = options;
        _regions = [.. writers.Select((writer, index) => new TrackedRegion(index, writer))];
        _ring = new TickRing(ringBytes, options.MaxTicks);
    }

    /// <summary>The tick whose content the regions had when the timeline last recorded or went somewhere; -1 before the first.</summary>
    public long Tick { get; private set; } = NoTick;

    /// <summary>The newest tick of the line that goes on: above <see cref="Tick"/> after going back; -1 before the first.</summary>
    public long LastTick { get; private set; } = NoTick;

    /// <summary>The oldest tick of this line that can be gone back to; -1 before the first. Walks the line.</summary>
    public long FirstTick
    {
        get
        {
            var tick = LastTick;
            for (var record = _tip; _ring.IsKept(record) && _ring.Entry(record).Parent != TickEntry.None; record = _ring.Entry(record).Parent)
            {
                tick = _ring.Entry(record).ParentTick;
            }

            return tick;
        }
    }

    /// <summary>Bytes that the kept ticks use; copies of the regions not counted.</summary>
    public long KeptBytes => _ring.KeptBytes;

    /// <summary>A timeline over the regions of these writers. Nothing is kept until <see cref="Record"/>.</summary>
    /// <exception cref="ArgumentException">Fewer than two ticks, fewer than no branches, or a region occurs twice.</exception>
    public static Result<Timeline, TimelineErrorCode> Create(TimelineOptions options, IReadOnlyList<RegionWriter> writers)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(writers);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxTicks, MinTicks);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxBranches);
        if (writers.Select(writer => writer.Region).Distinct().Count() != writers.Count)
        {
            throw new ArgumentException("A region occurs twice.", nameof(writers));
        }

        if (writers.FirstOrDefault(writer => writer.Region.Schema.Kind != RegionKind.Fixed) is { } moving)
        {
            return new Fault<TimelineErrorCode>(TimelineErrorCode.Unsupported, $"Region '{moving.Region.Name}' is not of a fixed size, and its past cannot be kept.", "Leave it out of the timeline.");
        }

        var needed = writers.Sum(writer => TrackedRegion.CostBytes(writer.Region)) + ((long)options.MaxTicks * sizeof(TickEntry));
        return options.BudgetBytes - needed >= MinRingBytes
            ? new Timeline(options, writers, options.BudgetBytes - needed)
            : new Fault<TimelineErrorCode>(TimelineErrorCode.BudgetTooSmall,
                $"{options.BudgetBytes} bytes do not hold copies of {writers.Count} regions, an index of {options.MaxTicks} ticks, and ticks.", $"Allow {needed + MinRingBytes} or more.");
    }

    /// <summary>
    /// Keeps the regions as they are as <paramref name="tick"/>. After going back, this begins a new line: the ticks that came after become a branch.
    /// False when more changed than the whole ring holds: then nothing before this tick is kept.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The tick is not above <see cref="Tick"/>.</exception>
    public bool Record(long tick)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(tick, Tick);
        if (_head != _tip)
        {
            LeaveLine(name: null);
        }

        if (_head == TickEntry.None)
        {
            BeginAt(tick);
            return true;
        }

        var (bytes, parts) = ((long)TickRecord.HeadBytes, 0);
        foreach (var region in _regions)
        {
            var part = region.FindChanges();
            bytes += part;
            parts += part > 0 ? 1 : 0;
        }

        var at = _ring.Add(new TickEntry { Tick = tick, Parent = _head, ParentTick = Tick }, bytes);
        if (at is null)
        {
            BeginAt(tick);
            return false;
        }

        at = TickRecord.Begin(at, parts);
        foreach (var region in _regions)
        {
            at = region.Record(at);
        }

        StandAtTip(tick);
        return true;
    }

    /// <summary>Brings every region back to a tick of this line at or below <see cref="Tick"/>; what was published since the last record is undone as well. Returns the tick.</summary>
    /// <exception cref="InvalidOperationException">A writer has a write open.</exception>
    public Result<long, TimelineErrorCode> Rewind(long tick) => GoOnLine(tick, isOnWay: tick <= Tick);

    /// <summary>Brings every region forward to a tick of this line at or above <see cref="Tick"/>. Returns the tick.</summary>
    /// <exception cref="InvalidOperationException">A writer has a write open.</exception>
    public Result<long, TimelineErrorCode> Forward(long tick) => GoOnLine(tick, isOnWay: tick >= Tick);

    /// <summary>
    /// Brings one region alone to a tick of this line. The others, and <see cref="Tick"/>, stay: it counts as a change of the tick that is recorded next.
    /// Returns the region's new epoch.
    /// </summary>
    /// <exception cref="ArgumentException">The timeline is not of that region.</exception>
    /// <exception cref="InvalidOperationException">A writer has a write open.</exception>
    public Result<ulong, TimelineErrorCode> Rewind(Region region, long tick)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var index = Array.FindIndex(_regions, tracked => tracked.Region == region);
        if (index < 0)
        {
            throw new ArgumentException($"The timeline is not of region '{region?.Name}'.", nameof(region));
        }

        var target = FindOnLine(tick);
        if (target == TickEntry.None || !TimelineWay.IsOpen(_ring, _head, target))
        {
            return NotKept(tick);
        }

        if (FindGone() is { } gone)
        {
            return gone;
        }

        using var scope = _regions[index].BeginAside();
        var way = new TimelineWay(_ring, _head, target);
        while (way.TryNext(out var record))
        {
            var part = TickRecord.Find(_ring.Bytes(record), index);
            if (part is not null)
            {
                LineRecord.Apply(part, scope.Pointer, scope.Changes!);
            }
        }

        return scope.Publish();
    }

    /// <summary>A region has another writer from now on. What is kept of it stays.</summary>
    /// <exception cref="ArgumentException">The timeline is not of the writer's region.</exception>
    public void Adopt(RegionWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var tracked = Array.Find(_regions, known => known.Region == writer.Region)
            ?? throw new ArgumentException($"The timeline is not of region '{writer.Region.Name}'.", nameof(writer));
        tracked.Adopt(writer);
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        Array.ForEach(_regions, region => region.Dispose());
        _ring.Dispose();
    }

    /// <summary>The first tick of all, or the first after one that no ring could hold.</summary>
    private void BeginAt(long tick)
    {
        _ring.Clear();
        _ = TickRecord.Begin(_ring.Add(new TickEntry { Tick = tick, Parent = TickEntry.None, ParentTick = NoTick }, TickRecord.HeadBytes), parts: 0);
        Array.ForEach(_regions, region => region.Look());
        StandAtTip(tick);
    }

    private void StandAtTip(long tick)
    {
        _head = _tip = _ring.Next - 1;
        Tick = LastTick = tick;
    }

    private Result<long, TimelineErrorCode> GoOnLine(long tick, bool isOnWay)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var target = isOnWay ? FindOnLine(tick) : TickEntry.None;
        if (target == TickEntry.None || !TimelineWay.IsOpen(_ring, _head, target))
        {
            return NotKept(tick);
        }

        if (FindGone() is { } gone)
        {
            return gone;
        }

        Go(target, tick);
        return tick;
    }

    private long FindOnLine(long tick)
    {
        var (record, found) = (_tip, LastTick);
        while (found > tick && _ring.IsKept(record))
        {
            (record, found) = (_ring.Entry(record).Parent, _ring.Entry(record).ParentTick);
        }

        return found == tick ? record : TickEntry.None;
    }

    private void Go(long target, long tick)
    {
        foreach (var region in _regions)
        {
            _ = region.FindChanges();
        }

        var way = new TimelineWay(_ring, _head, target);
        while (way.TryNext(out var record))
        {
            var at = _ring.Bytes(record);
            var parts = TickRecord.Parts(at);
            for (at += TickRecord.HeadBytes; parts > 0; parts--, at += LineRecord.SizeBytes(at))
            {
                _regions[LineRecord.Region(at)].Apply(at);
            }
        }

        foreach (var region in _regions)
        {
            region.Publish();
        }

        (_head, Tick) = (target, tick);
    }

    /// <summary>Looked at before anything changes: a world that is half gone back is no world.</summary>
    private Fault<TimelineErrorCode>? FindGone()
    {
        foreach (var region in _regions)
        {
            if (region.Writer.IsGone)
            {
                return new(TimelineErrorCode.WriterGone, $"The writer of region '{region.Region.Name}' was disposed or lost its region.", "Acquire a new one and let the timeline adopt it.");
            }

            region.Writer.ThrowIfOpen();
        }

        return null;
    }

    private Fault<TimelineErrorCode> NotKept(long tick) => new(TimelineErrorCode.NotKept, LastTick == NoTick
        ? $"Tick {tick} is not kept: nothing has been recorded."
        : $"Tick {tick} is not kept on this line, which reaches from {FirstTick} to {LastTick} and stands at {Tick}.");
}
