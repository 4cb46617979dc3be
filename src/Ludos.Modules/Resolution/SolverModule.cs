using System.Collections.Immutable;
using NuGet.Versioning;

namespace Ludos.Modules;

/// <summary>A module within one run: its versions, newest first, and what is decided of it so far.</summary>
internal sealed class SolverModule
{
    private readonly ImmutableArray<ModuleCandidate> _candidates;
    private readonly NuGetVersion[] _versions;
    private readonly bool _allowPrereleases;

    /// <param name="candidates">Newest first.</param>
    /// <param name="versions">Those of the candidates, comparable.</param>
    /// <param name="preferred">Index of the locked candidate; -1 = none.</param>
    public SolverModule(string id, int order, ImmutableArray<ModuleCandidate> candidates, NuGetVersion[] versions, int preferred, bool allowPrereleases)
    {
        Id = id;
        Order = order;
        _candidates = candidates;
        _versions = versions;
        _allowPrereleases = allowPrereleases;
        Preferred = preferred < 0 ? -1 : preferred + 1;
        Universe = VersionSet.Between(0, BitCount, BitCount);
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

    /// <summary>Conclusions that it was part of: who causes conflicts is decided early.</summary>
    public int ConflictCount { get; set; }

    public bool IsQueued { get; set; }

    public List<Incompatibility> Incompatibilities { get; } = [];

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
            if (at < 0 || !(ReferenceEquals(dependencies[at].Range, wanted.Range) || dependencies[at].Range.Equals(wanted.Range))) continue;
            if (Expanded.Add((other, at))) set |= VersionSet.Of(other, BitCount);
        }

        return set;
    }

    /// <summary>The versions in a range. A prerelease is in it if the range names one, if all are asked for, or if it is locked.</summary>
    public VersionSet In(VersionRange range)
    {
        int first = 1;
        if (range.MaxVersion is { } max) first += Below(version => Above(version, max, range.IsMaxInclusive));
        int end = BitCount;
        if (range.MinVersion is { } min) end = 1 + Below(version => version.CompareTo(min) is var order && (order > 0 || (order == 0 && range.IsMinInclusive)));
        VersionSet set = VersionSet.Between(first, end, BitCount);
        if (_allowPrereleases || range.MinVersion is { IsPrerelease: true } || range.MaxVersion is { IsPrerelease: true }) return set;
        for (int bit = first; bit < end; bit++)
        {
            if (Version(bit).IsPrerelease && bit != Preferred) set &= VersionSet.Of(bit, BitCount).Complement(Universe);
        }

        return set;
    }

    private static bool Above(NuGetVersion version, NuGetVersion max, bool isMaxInclusive) => version.CompareTo(max) is var order && (order > 0 || (order == 0 && !isMaxInclusive));

    private static int IndexOf(ImmutableArray<Dependency> dependencies, string id)
    {
        for (int index = 0; index < dependencies.Length; index++)
        {
            if (dependencies[index].Id == id) return index;
        }

        return -1;
    }

    /// <summary>How many versions, from the newest down, hold for a predicate that no older one holds for after one that does not.</summary>
    private int Below(Predicate<NuGetVersion> holds)
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
