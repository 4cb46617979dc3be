using Ludos.Base;
using Ludos.Base.Checksums;

namespace Ludos.State;

/// <summary>
/// Saved frames of a set of regions, for rollback: save, load, checksum. A timeline that keeps no futures: loading a frame and saving on from it drops what came
/// after. Used on the thread of the writers; saving and loading allocate nothing.
/// </summary>
public sealed class FrameStore : IDisposable
{
    private readonly Timeline _timeline;
    private readonly IReadOnlyList<RegionWriter> _writers;

    private FrameStore(Timeline timeline, IReadOnlyList<RegionWriter> writers)
    {
        _timeline = timeline;
        _writers = writers;
    }

    /// <summary>The frame saved or loaded last; -1 before the first.</summary>
    public long Frame => _timeline.Tick;

    /// <param name="budgetBytes">See <see cref="TimelineOptions.BudgetBytes"/>.</param>
    /// <param name="maxFrames">Saved frames kept at most, 2 or more.</param>
    public static Result<FrameStore, TimelineErrorCode> Create(IReadOnlyList<RegionWriter> writers, long budgetBytes, int maxFrames) =>
        Timeline.Create(new TimelineOptions(budgetBytes, maxFrames, MaxBranches: 0), writers).TryGet(out var timeline, out var fault) ? new FrameStore(timeline, writers) : fault;

    /// <summary>Keeps the regions as they are as a frame.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The frame is not above <see cref="Frame"/>.</exception>
    public void Save(long frame) => _ = _timeline.Record(frame);

    /// <summary>Brings the regions back to a saved frame, under new epochs. Returns the frame, or <see cref="TimelineErrorCode.NotKept"/>.</summary>
    public Result<long, TimelineErrorCode> Load(long frame) => _timeline.Rewind(frame);

    /// <summary>The regions, in the order they were given.</summary>
    public int Regions => _writers.Count;

    /// <summary>CRC-32C of a region as it is now; 0 for one whose content may differ between equal runs.</summary>
    public uint Checksum(int region) => _writers[region].Region.Schema.IsVolatile ? 0 : Crc32C.Of(_writers[region].Region.Front);

    internal string Name(int region) => _writers[region].Region.Name;

    public void Dispose() => _timeline.Dispose();
}
