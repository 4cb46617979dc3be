using Ludos.Base;
using Ludos.Modules;
using Ludos.Runtime.Replaying;
using Ludos.State;

namespace Ludos.Runtime;

/// <summary>The first moment at which two recordings differ.</summary>
/// <param name="Step">Ticks since the recordings began; 0: they begin with different states.</param>
/// <param name="Tick">The world's clock after it, in the first recording.</param>
/// <param name="Regions">Those that differ there; the first is the one that <paramref name="Field"/> is of.</param>
/// <param name="EpochA">Of that region, in the first recording.</param>
/// <param name="EpochB">The same, in the second.</param>
/// <param name="Field">The first value that differs; null where states could not be had, and <paramref name="Problem"/> says why.</param>
public sealed record BisectDifference(ulong Step, long Tick, IReadOnlyList<string> Regions, ulong EpochA, ulong EpochB, FieldDifference? Field, string? Problem);

/// <summary>What a comparison of two recordings came to.</summary>
/// <param name="Difference">Null when the steps that both have are equal.</param>
/// <param name="StepsA">Steps that were compared or found to be left in the first.</param>
/// <param name="StepsB">The same for the second.</param>
/// <param name="StepsWithoutHashes">Steps that could not be compared, because one of the two was recorded without hashes there.</param>
/// <param name="Notes">What else is known to differ: modules.</param>
public sealed record BisectReport(BisectDifference? Difference, ulong StepsA, ulong StepsB, ulong StepsWithoutHashes, IReadOnlyList<string> Notes);

/// <summary>Finds where two recordings part: by the hashes of each tick first, then value by value.</summary>
public static class Bisect
{
    /// <param name="progress">Told which file is at which step.</param>
    public static Result<BisectReport, ReplayErrorCode> Run(string pathA, string pathB, SessionOptions options, Action<string, ulong>? progress)
    {
        if (!RecordingFile.Open(pathA).TryGet(out var a, out var fault))
        {
            return fault;
        }

        using (a)
        {
            if (!RecordingFile.Open(pathB).TryGet(out var b, out fault))
            {
                return fault;
            }

            using (b)
            {
                return a.Description.RegionDifferences(b.Description.Regions) is { Count: > 0 } lines
                    ? new Fault<ReplayErrorCode>(ReplayErrorCode.NotComparable, $"The two worlds have different regions: {string.Join("; ", lines)}.", "Compare recordings of the same game.")
                    : Compare(a, b, options, progress);
            }
        }
    }

    private static Result<BisectReport, ReplayErrorCode> Compare(RecordingFile a, RecordingFile b, SessionOptions options, Action<string, ulong>? progress)
    {
        var notes = Notes(a, b);
        var order = a.Description.Regions.Select((region, index) => (region, index)).OrderBy(pair => pair.region.Name != ModuleManifest.InputName).Select(pair => pair.index).ToArray();
        if (FirstState(a, b, order) is { } atOnce)
        {
            return new BisectReport(atOnce, 0, 0, 0, notes);
        }

        var (trailA, trailB) = (new HashTrail(a), new HashTrail(b));
        var unhashed = 0UL;
        while (true)
        {
            if (!trailA.Next().TryGet(out var hasA, out var fault) || !trailB.Next().TryGet(out var hasB, out fault))
            {
                return fault;
            }

            if (!hasA || !hasB)
            {
                return !RunOut(hasA ? trailA : trailB, hasA || hasB).TryGet(out var left, out fault)
                    ? fault
                    : new BisectReport(null, trailA.Step, trailB.Step, unhashed, left > 0 ? [.. notes, $"{(hasA ? a.Path : b.Path)} goes on for {left} more steps"] : notes);
            }

            progress?.Invoke(a.Path, trailA.Step);
            var differing = Differing(trailA, trailB, order, ref unhashed);
            if (differing.Count > 0)
            {
                return new BisectReport(Look(a, b, trailA, trailB, differing, options, progress), trailA.Step, trailB.Step, unhashed, notes);
            }
        }
    }

    private static List<string> Notes(RecordingFile a, RecordingFile b)
    {
        var notes = new List<string>();
        foreach (var name in a.Parts.Keys.Union(b.Parts.Keys).Order(StringComparer.Ordinal))
        {
            var (left, right) = (a.Parts.GetValueOrDefault(name)?.Digest ?? "nothing", b.Parts.GetValueOrDefault(name)?.Digest ?? "nothing");
            if (left != right)
            {
                notes.Add($"{name} is {left} in the first and {right} in the second");
            }
        }

        if (a.Tick != b.Tick)
        {
            notes.Add($"the first begins at tick {a.Tick}, the second at {b.Tick}");
        }

        return notes;
    }

    private static BisectDifference? FirstState(RecordingFile a, RecordingFile b, int[] order)
    {
        var differing = order.Where(index => !a.Description.Regions[index].IsVolatile && !a.States.Contents[index].AsSpan().SequenceEqual(b.States.Contents[index])).ToList();
        if (differing.Count == 0)
        {
            return null;
        }

        var first = differing[0];
        return new BisectDifference(
            0, a.Tick, [.. differing.Select(index => a.Description.Regions[index].Name)], a.States.Epochs[first], b.States.Epochs[first],
            FieldDifference.First(a.Description.Regions[first], a.States.Contents[first], b.States.Contents[first]), null);
    }

    private static List<int> Differing(HashTrail a, HashTrail b, int[] order, ref ulong unhashed)
    {
        var differing = new List<int>();
        var compared = false;
        foreach (var index in order)
        {
            if (a.Hashes[index] is { } left && b.Hashes[index] is { } right)
            {
                compared = true;
                if (left.Hash != right.Hash)
                {
                    differing.Add(index);
                }
            }
        }

        unhashed += compared ? 0UL : 1;
        return differing;
    }

    private static Result<ulong, ReplayErrorCode> RunOut(HashTrail trail, bool hasMore)
    {
        var left = hasMore ? 1UL : 0;
        while (hasMore)
        {
            if (!trail.Next().TryGet(out hasMore, out var fault))
            {
                return fault;
            }

            left += hasMore ? 1UL : 0;
        }

        return left;
    }

    private static BisectDifference Look(RecordingFile a, RecordingFile b, HashTrail trailA, HashTrail trailB, List<int> differing, SessionOptions options, Action<string, ulong>? progress)
    {
        var regions = a.Description.Regions;
        var first = differing[0];
        var (field, problem) = (default(FieldDifference), default(string));
        if (!StateLookup.At(a.Path, trailA.Step, trailA.HasState, options, step => progress?.Invoke(a.Path, step)).TryGet(out var left, out var fault)
            || !StateLookup.At(b.Path, trailB.Step, trailB.HasState, options, step => progress?.Invoke(b.Path, step)).TryGet(out var right, out fault))
        {
            problem = fault.ToString();
        }
        else
        {
            first = InTickOrder(a, differing, options);
            field = FieldDifference.First(regions[first], left[first], right[first]);
        }

        return new BisectDifference(
            trailA.Step, trailA.Tick, [regions[first].Name, .. differing.Where(index => index != first).Select(index => regions[index].Name)],
            trailA.Hashes[first]!.Value.Epoch, trailB.Hashes[first]!.Value.Epoch, field, problem);
    }

    /// <summary>Of the regions that differ after one tick, the one that its units wrote first: the others may differ because of it.</summary>
    private static int InTickOrder(RecordingFile a, List<int> differing, SessionOptions options)
    {
        if (differing.Count == 1 || a.Description.Regions[differing[0]].Name == ModuleManifest.InputName || !Replay.Open(a.Path, options).TryGet(out var replay, out _))
        {
            return differing[0];
        }

        using (replay)
        {
            var written = replay.Session.World.Units.SelectMany(seat => seat.Descriptor.Writes);
            var names = written.Distinct(StringComparer.Ordinal).ToList();
            return differing.MinBy(index => names.IndexOf(a.Description.Regions[index].Name) is var place && place < 0 ? int.MaxValue : place);
        }
    }
}
