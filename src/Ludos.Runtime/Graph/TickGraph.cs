using System.Collections.Immutable;
using Ludos.Base;
using Ludos.Modules;

namespace Ludos.Runtime.Graph;

/// <param name="Order">Indices of the units in the order to run them.</param>
/// <param name="Latches">By position in <paramref name="Order"/>: it runs after a writer of what it reads as previous, so it must be latched when the tick begins.</param>
internal sealed record TickPlan(ImmutableArray<int> Order, ImmutableArray<bool> Latches);

/// <summary>The order in which units run within a tick, from what they declare. A reader runs after every writer of the region;
/// a reader of the previous tick before the first writer where that can be had; writers of one region run in declared order.
/// Ties fall by module and unit name, so the same declarations give the same order on every machine.</summary>
internal static class TickGraph
{
    /// <returns>The plan, or the circle of reads that forbids any.</returns>
    public static Result<TickPlan, GameErrorCode> Build(IReadOnlyList<UnitDescriptor> units)
    {
        var writers = WritersByRegion(units);
        var required = RequiredEdges(units, writers);
        var preferred = required.Select(edges => new SortedSet<int>(edges)).ToArray();
        AddPreferredEdges(units, writers, preferred);
        var order = Sort(units, preferred, out _);
        if (order.Length < units.Count)
        {
            order = Sort(units, required, out var waitsFor);
            if (order.Length < units.Count)
            {
                return Cycle(units, required, waitsFor);
            }
        }

        return new TickPlan(order, Latches(units, writers, order));
    }

    private static Dictionary<string, List<int>> WritersByRegion(IReadOnlyList<UnitDescriptor> units) =>
        units.SelectMany((unit, index) => unit.Writes.Select(region => (region, index)))
            .GroupBy(pair => pair.region, pair => pair.index)
            .ToDictionary(group => group.Key, group => group.ToList());

    private static SortedSet<int>[] RequiredEdges(IReadOnlyList<UnitDescriptor> units, Dictionary<string, List<int>> writers)
    {
        var successors = units.Select(_ => new SortedSet<int>()).ToArray();
        foreach (var chain in writers.Values)
        {
            for (var index = 1; index < chain.Count; index++)
            {
                successors[chain[index - 1]].Add(chain[index]);
            }
        }

        for (var reader = 0; reader < units.Count; reader++)
        {
            // A unit that writes what it reads has its place among the writers already.
            foreach (var writer in Of(writers, units[reader].Reads.Except(units[reader].Writes)))
            {
                successors[writer].Add(reader);
            }
        }

        return successors;
    }

    private static void AddPreferredEdges(IReadOnlyList<UnitDescriptor> units, Dictionary<string, List<int>> writers, SortedSet<int>[] successors)
    {
        for (var reader = 0; reader < units.Count; reader++)
        {
            foreach (var writer in Of(writers, units[reader].ReadsPrevious.Except(units[reader].Writes)))
            {
                successors[reader].Add(writer);
            }
        }
    }

    private static ImmutableArray<int> Sort(IReadOnlyList<UnitDescriptor> units, SortedSet<int>[] successors, out int[] waitsFor)
    {
        waitsFor = new int[units.Count];
        foreach (var successor in successors.SelectMany(list => list))
        {
            waitsFor[successor]++;
        }

        var waits = waitsFor;
        var byName = Comparer<int>.Create((left, right) => Compare(units, left, right));
        var ready = new SortedSet<int>(Enumerable.Range(0, units.Count).Where(unit => waits[unit] == 0), byName);
        var order = ImmutableArray.CreateBuilder<int>(units.Count);
        while (ready.Count > 0)
        {
            var next = ready.Min;
            ready.Remove(next);
            order.Add(next);
            foreach (var successor in successors[next])
            {
                if (--waitsFor[successor] == 0)
                {
                    ready.Add(successor);
                }
            }
        }

        return order.DrainToImmutable();
    }

    private static ImmutableArray<bool> Latches(IReadOnlyList<UnitDescriptor> units, Dictionary<string, List<int>> writers, ImmutableArray<int> order) =>
        [.. order.Select((unit, position) => Of(writers, units[unit].ReadsPrevious).Any(writer => order.IndexOf(writer) < position))];

    private static IEnumerable<int> Of(Dictionary<string, List<int>> writers, IEnumerable<string> regions) =>
        regions.SelectMany(region => writers.TryGetValue(region, out var list) ? list : []);

    /// <summary>Follows units that still wait, each to one that it waits for, until one comes round again.</summary>
    private static Fault<GameErrorCode> Cycle(IReadOnlyList<UnitDescriptor> units, SortedSet<int>[] successors, int[] waitsFor)
    {
        var path = new List<int>();
        var current = Array.FindIndex(waitsFor, count => count > 0);
        while (!path.Contains(current))
        {
            path.Add(current);
            var waiting = current;
            current = Enumerable.Range(0, units.Count).First(unit => waitsFor[unit] > 0 && successors[unit].Contains(waiting));
        }

        var cycle = path.Skip(path.IndexOf(current)).Reverse().ToList();
        var steps = cycle.Select((unit, position) => Step(units[unit], units[cycle[(position + 1) % cycle.Count]]));
        return new Fault<GameErrorCode>(
            GameErrorCode.TickCycle,
            $"Units wait for each other in a circle: {string.Join("; ", steps)}.",
            "Let one of them read the tick before: move that region from \"reads\" to \"readsPrevious\" in its module.json.");
    }

    private static string Step(UnitDescriptor before, UnitDescriptor after) =>
        after.Reads.FirstOrDefault(region => before.Writes.Contains(region)) is { } read
            ? $"{Name(after)} reads '{read}' that {Name(before)} writes"
            : $"{Name(before)} writes '{before.Writes.First(region => after.Writes.Contains(region))}' before {Name(after)} writes it";

    private static string Name(UnitDescriptor unit) => $"{unit.Module}/{unit.Name}";

    private static int Compare(IReadOnlyList<UnitDescriptor> units, int left, int right)
    {
        var byModule = string.CompareOrdinal(units[left].Module, units[right].Module);
        var byName = byModule != 0 ? byModule : string.CompareOrdinal(units[left].Name, units[right].Name);
        return byName != 0 ? byName : left.CompareTo(right);
    }
}
