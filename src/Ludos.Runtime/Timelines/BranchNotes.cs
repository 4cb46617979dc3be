using System.Collections.Immutable;
using Ludos.Modules;

namespace Ludos.Runtime.Timelines;

/// <summary>What a module was besides its regions after so many ticks: the code that had written them, and how it fared.</summary>
internal readonly record struct ModuleMoment(long Tick, int Module, IPreparedModule Code, int FaultedTicks, string? StopReason);

/// <summary>What is known of a branch besides its worlds. Entries come with faults and swaps only. Tick thread only, but for the marks.</summary>
internal sealed class BranchNotes
{
    /// <summary>Events kept a branch; then the oldest go.</summary>
    public const int MaxMarks = 64;

    private readonly List<ModuleMoment> _moments = [];
    private ImmutableArray<TimelineMark> _marks = [];

    /// <summary>Oldest first. Any thread.</summary>
    public IReadOnlyList<TimelineMark> Marks => _marks;

    public void Mark(TimelineMark mark) => _marks = (_marks.Length < MaxMarks ? _marks : _marks.RemoveAt(0)).Add(mark);

    /// <param name="firstTick">Older ticks are not kept any more.</param>
    public void Add(in ModuleMoment moment, long firstTick)
    {
        var module = moment.Module;
        var stale = _moments.FindLastIndex(known => known.Module == module && known.Tick <= firstTick);
        if (stale > 0)
        {
            _moments.RemoveAll(known => known.Module == module && known.Tick < firstTick && known != _moments[stale]);
        }

        _moments.Add(moment);
    }

    /// <summary>How a module was after <paramref name="tick"/>; null when nothing is known of it.</summary>
    public ModuleMoment? Find(int module, long tick)
    {
        for (var index = _moments.Count - 1; index >= 0; index--)
        {
            if (_moments[index].Module == module && _moments[index].Tick <= tick)
            {
                return _moments[index];
            }
        }

        return null;
    }
}
