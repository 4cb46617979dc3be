using System.Collections.Immutable;

namespace Ludos.Protocols.Generator;

/// <summary>All that one run of the compiler read: its declarations and the files it was asked for.</summary>
public sealed class Schema
{
    private readonly Dictionary<ulong, SchemaNode> _nodes;
    private readonly Dictionary<ulong, ImmutableArray<ulong>> _nested;

    internal Schema(IEnumerable<SchemaNode> nodes, Dictionary<ulong, ImmutableArray<ulong>> nested, ImmutableArray<(ulong Id, string Path)> files)
    {
        _nested = nested;
        _nodes = nodes.ToDictionary(node => node.Id);
        Files = files;
    }

    /// <summary>The files that were asked for, by their path below the source prefix.</summary>
    public ImmutableArray<(ulong Id, string Path)> Files { get; }

    /// <exception cref="KeyNotFoundException">The schema names a declaration that it does not hold; the compiler never does.</exception>
    public SchemaNode Node(ulong id) => _nodes[id];

    /// <summary>What stands in a scope, groups left out, in the order in which it was written down.</summary>
    public IEnumerable<SchemaNode> In(ulong scope) => _nested[scope].Where(_nodes.ContainsKey).Select(id => _nodes[id]);

    /// <summary>The file that a declaration stands in.</summary>
    public ulong FileOf(SchemaNode node)
    {
        while (node is not FileNode)
        {
            node = _nodes[node.ScopeId];
        }

        return node.Id;
    }

    public bool Holds(ulong id) => _nodes.ContainsKey(id);
}
