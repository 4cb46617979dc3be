using System.Collections.Immutable;
using Ludos.State;

namespace Ludos.Modules;

/// <summary>Holds a candidate against the module that runs. Only code may change while a game runs.</summary>
public static class SwapCheck
{
    /// <returns>One line for people for each difference that forbids the swap; empty when it may go ahead.</returns>
    public static IReadOnlyList<string> Differences(IPreparedModule running, IPreparedModule candidate)
    {
        ArgumentNullException.ThrowIfNull(running);
        ArgumentNullException.ThrowIfNull(candidate);
        var lines = new List<string>();
        ModuleManifest before = running.Package.Manifest;
        ModuleManifest after = candidate.Package.Manifest;
        if (before.Id != after.Id) lines.Add($"id: {before.Id} became {after.Id}");
        if (before.Kind != after.Kind) lines.Add($"kind: {before.Kind} became {after.Kind}");
        if (before.Memory != after.Memory) lines.Add($"memory: {before.Memory} became {after.Memory}");
        Regions(lines, running.Regions, candidate.Regions);
        Units(lines, running.Units, candidate.Units);
        if (lines.Count == 0) Layout(lines, running.MemoryLayout, candidate.MemoryLayout);
        return lines;
    }

    private static void Regions(List<string> lines, IReadOnlyList<RegionSchema> before, IReadOnlyList<RegionSchema> after)
    {
        Dictionary<string, RegionSchema> others = after.ToDictionary(region => region.Name, StringComparer.Ordinal);
        foreach (RegionSchema region in before)
        {
            if (!others.Remove(region.Name, out RegionSchema? other)) lines.Add($"region {region.Name}: gone");
            else lines.AddRange(RegionSchema.Difference(region, other).Select(line => $"region {region.Name}: {line}"));
        }

        lines.AddRange(after.Where(region => others.ContainsKey(region.Name)).Select(region => $"region {region.Name}: new"));
    }

    private static void Units(List<string> lines, IReadOnlyList<UnitDescriptor> before, IReadOnlyList<UnitDescriptor> after)
    {
        string[] namesBefore = [.. before.Select(unit => unit.Name)];
        string[] namesAfter = [.. after.Select(unit => unit.Name)];
        if (!namesBefore.SequenceEqual(namesAfter, StringComparer.Ordinal))
        {
            lines.Add($"units: {string.Join(", ", namesBefore)} became {string.Join(", ", namesAfter)}");
            return;
        }

        for (int index = 0; index < before.Count; index++)
        {
            string unit = $"unit {before[index].Name}";
            Names(lines, $"{unit} reads", before[index].Reads, after[index].Reads);
            Names(lines, $"{unit} readsPrevious", before[index].ReadsPrevious, after[index].ReadsPrevious);
            Names(lines, $"{unit} writes", before[index].Writes, after[index].Writes);
        }
    }

    private static void Names(List<string> lines, string what, ImmutableArray<string> before, ImmutableArray<string> after)
    {
        lines.AddRange(before.Except(after).Select(name => $"{what}: {name} is gone"));
        lines.AddRange(after.Except(before).Select(name => $"{what}: {name} is new"));
    }

    private static void Layout(List<string> lines, string before, string after)
    {
        if (before == after) return;
        string[] linesBefore = before.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] linesAfter = after.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int known = lines.Count;
        lines.AddRange(linesBefore.Except(linesAfter).Select(line => $"memory layout: {line.Trim()} is gone"));
        lines.AddRange(linesAfter.Except(linesBefore).Select(line => $"memory layout: {line.Trim()} is new"));
        if (lines.Count == known) lines.Add("memory layout: the order of its parts changed");
    }
}
