using System.Collections.Immutable;
using NuGet.Versioning;

namespace Ludos.Modules;

/// <summary>A module within one run: its versions, newest first, and what is decided of it so far.</summary>
internal sealed class SolverModule
{
    private readonly ImmutableArray<ModuleCandidate> _candidates;
    private readonly NuGetVersion[] _versions;

    /// <summary>What a range that names no prerelease leaves.</summary>
    private readonly VersionSet _releases;

    /// <param name="candidates">Newest first.</param>
    /// <param name="versions">Those of the candidates, comparable.</param>
    /// <param name="preferred">Index of the locked candidate; -1 = none.</param>
    public SolverModule(string id, int order, ImmutableArray<ModuleCandidate> candidates, NuGetVersion[] versions, int preferred, bool allowPrereleases)
    {
        Id = id;
        Order = order;
        _candidates = candidates;
        _versions = versions;
        Preferred = preferred < 0 ? -1 : preferred + 1;
        Universe = VersionSet.Between(0, BitCount, BitCount);
        _releases = Universe;
        for (int bit = 1; !allowPrereleases && bit < BitCount; bit++)
        {
            if (bit != Preferred && Version(bit).IsPrerelease) _releases &= VersionSet.Of(bit, BitCount).Complement(Universe);
        }

        Current = IsRoot ? VersionSet.Of(VersionSet.Absent, BitCount).Complement(Universe) : Universe;
    }

    public string Id { get; }

    /// <summary>In which order the run met it; the root is 0.</summary>
    public int Order { get; }

    public bool IsRoot => Order == 0;

    public int BitCount => _candidates.Length + 1;

    /// <summary>Absent, or any version.</summary>
    public VersionSet Universe { get; }

    /// <summary>The bit of the version that the lockfile has; -1 = none.</summary>
    public int Preferred { get; }

    /// <summary>The bit of the version that was decided on; -1 = none yet.</summary>
    public int Decided { get; set; } = -1;

    /// <summary>What it may still be.</summary>
    public VersionSet Current { get; set; }

    /// <summary>Index of its last assignment; -1 = none.</summary>
    public int LastAssignment { get; set; } = -1;

    /// <summary>How much it had to do with recent conflicts: who causes them is decided early.</summary>
    public double Activity { get; set; }

    /// <summary>Its place among those that are needed and not decided; -1 = it is none of them.</summary>
    public int OpenIndex { get; set; } = -1;

    public bool IsQueued { get; set; }

    /// <summary>Those that are looked at when this module changes.</summary>
    public List<Incompatibility> Watching { get; } = [];

    /// <summary>Where its term lies while two incompatibilities are resolved; -1 = nowhere.</summary>
    public int TermIndex { get; set; } = -1;

    /// <summary>Dependencies, by bit of the version, that are already among the incompatibilities.</summary>
    public HashSet<(int Bit, int Dependency)> Expanded { get; } = [];

    public ModuleCandidate Candidate(int bit) => _candidates[bit - 1];

    public NuGetVersion Version(int bit) => _versions[bit - 1];

    /// <summary>The bit that is decided next: the locked version if it may be, else the newest.</summary>
    public int Choice => KeepsLocked ? Preferred : Current.First;

    /// <summary>Whether the locked version may still be.</summary>
    public bool KeepsLocked => Preferred >= 0 && Current.Contains(Preferred);

    /// <summary>All versions with the same dependency as one of them, which is thereby learnt once.</summary>
    public VersionSet WithSameDependency(int bit, int dependency)
    {
        Dependency wanted = Candidate(bit).Dependencies[dependency];
        VersionSet set = VersionSet.Of(bit, BitCount);
        for (int other = 1; other < BitCount; other++)
        {
            ImmutableArray<Dependency> dependencies = Candidate(other).Dependencies;
            int at = other == bit ? -1 : IndexOf(dependencies, wanted.Id);
            if (at < 0 || !VersionOrder.IsSame(dependencies[at].Range, wanted.Range)) continue;
            if (Expanded.Add((other, at))) set |= VersionSet.Of(other, BitCount);
        }

        return set;
    }

    /// <summary>The versions in a range. A prerelease is in it if the range names one, if all are asked for, or if it is locked.</summary>
    public VersionSet In(VersionRange range)
    {
        int first = 1;
        if (range.MaxVersion is { } max) first += Newest(version => VersionOrder.Compare(version, max) is var order && (order > 0 || (order == 0 && !range.IsMaxInclusive)));
        int end = BitCount;
        if (range.MinVersion is { } min) end = 1 + Newest(version => VersionOrder.Compare(version, min) is var order && (order > 0 || (order == 0 && range.IsMinInclusive)));
        VersionSet set = VersionSet.Between(first, end, BitCount);
        return range.MinVersion is { IsPrerelease: true } || range.MaxVersion is { IsPrerelease: true } ? set : set & _releases;
    }

    private static int IndexOf(ImmutableArray<Dependency> dependencies, string id)
    {
        for (int index = 0; index < dependencies.Length; index++)
        {
            if (dependencies[index].Id == id) return index;
        }

        return -1;
    }

    /// <summary>How many versions, from the newest down, hold for a predicate that no older one holds for after one that does not.</summary>
    private int Newest(Predicate<NuGetVersion> holds)
    {
        int low = 0;
        int high = _versions.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (holds(_versions[middle])) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
