using System.Collections.Immutable;

namespace Ludos.State;

/// <summary>The regions that a process has mapped. Read without a lock, entered by one thread at a time.</summary>
internal sealed class RegionSet
{
    private ImmutableArray<Region> _inOrder = [];
    private volatile ImmutableSortedDictionary<string, Region> _byName = ImmutableSortedDictionary.Create<string, Region>(StringComparer.Ordinal);
    private volatile IReadOnlyList<Region> _inNameOrder = [];

    /// <summary>By index in the directory.</summary>
    internal ImmutableArray<Region> InOrder => _inOrder;

    /// <summary>In ordinal order of their names; a snapshot.</summary>
    internal IReadOnlyList<Region> InNameOrder => _inNameOrder;

    internal bool Contains(string name) => _byName.ContainsKey(name);

    internal bool TryGet(string name, out Region region) => _byName.TryGetValue(name, out region!);

    internal void Enter(Region region)
    {
        _byName = _byName.Add(region.Name, region);
        _inNameOrder = _byName.Values.ToArray();
        _inOrder = _inOrder.Add(region);
    }
}
