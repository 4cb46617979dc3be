namespace Ludos.Wasm.Fuzz.Differential;

/// <summary>Where the two sides part.</summary>
/// <param name="Ours">Our line for the first call that differs, or why the module did not run.</param>
public sealed record Difference(FuzzJob Job, int Call, string Ours, string Theirs)
{
    public override string ToString() => $"seed {Job.Seed}, features {Job.Features}, call {Call}:\n  ours   {Ours}\n  theirs {Theirs}";
}

/// <summary>What a run of many jobs came to.</summary>
public sealed record ContestResult(long Modules, long Calls, long Trapped, IReadOnlyList<Difference> Differences);

/// <summary>Runs jobs on both sides at once and compares what they saw.</summary>
public sealed class Contest(NodeSide node, LocalSide local)
{
    private const int MostDifferences = 10;

    /// <summary>Runs whole modules until at least so many calls were made on each side, or too many differences are found.</summary>
    /// <param name="firstSeed">The first module's; the next has the next.</param>
    /// <param name="features">What modules may use; each uses a part of it.</param>
    /// <param name="progress">Told after each module.</param>
    public ContestResult Run(ulong firstSeed, FuzzFeatures features, long calls, int callsPerModule, Action<ContestResult>? progress = null)
    {
        var differences = new List<Difference>();
        long modules = 0, made = 0, trapped = 0;
        for (var seed = firstSeed; made < calls && differences.Count < MostDifferences; seed++)
        {
            var job = FuzzJob.Of(seed, Part(seed, features), callsPerModule);
            var (difference, traps) = Compare(job);
            modules++;
            made += job.Calls;
            trapped += traps;
            if (difference is not null)
            {
                differences.Add(difference);
            }

            progress?.Invoke(new ContestResult(modules, made, trapped, differences));
        }

        return new ContestResult(modules, made, trapped, differences);
    }

    /// <summary>The first call at which the sides part, and how many calls trapped.</summary>
    public (Difference? Difference, int Trapped) Compare(FuzzJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        node.Send(job);
        var ours = local.Run(job);
        var theirs = node.Receive();
        if (ours.Error is null && theirs.Error is null && ours.Hashes.SequenceEqual(theirs.Hashes))
        {
            return (null, ours.Trapped);
        }

        if (ours.Error is not null || theirs.Error is not null)
        {
            return (new Difference(job, 0, ours.Error ?? "runs", theirs.Error ?? "runs"), 0);
        }

        return (Locate(job), ours.Trapped);
    }

    private Difference Locate(FuzzJob job)
    {
        node.Send(job, detail: true);
        var ours = local.Run(job, detail: true).Details;
        var theirs = node.Receive().Details;
        for (var call = 0; call < Math.Min(ours.Count, theirs.Count); call++)
        {
            if (ours[call] != theirs[call])
            {
                return new Difference(job, call + 1, ours[call], theirs[call]);
            }
        }

        return new Difference(job, 0, "differs only when not looked at after each call", "");
    }

    /// <summary>Most modules use few features, so that each is met alone too.</summary>
    private static FuzzFeatures Part(ulong seed, FuzzFeatures features)
    {
        var random = new FuzzRandom(seed ^ 0xFEA7);
        return random.OneIn(4) ? features : features & (FuzzFeatures)random.Next();
    }
}
