using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Text.Assembly;

/// <summary>Names of one kind of definition, in index order.</summary>
internal sealed class IndexSpace(string kind)
{
    private readonly Dictionary<string, uint> _byName = new(StringComparer.Ordinal);

    public uint Count { get; private set; }

    /// <summary>Names by index, as written but for the <c>$</c>, in index order.</summary>
    public IEnumerable<(uint Index, string Name)> Names => _byName.Select(entry => (entry.Value, entry.Key[1..])).OrderBy(entry => entry.Value);

    /// <summary>Gives the next index, under a name or none.</summary>
    public uint Add(string? name, Position at)
    {
        if (name is not null && !_byName.TryAdd(name, Count))
        {
            throw TextException.DuplicateName(at, kind, name);
        }

        return Count++;
    }

    /// <summary>A number as it stands, whether defined or not; a name only when it is defined.</summary>
    public uint Resolve(AtomNode atom)
    {
        if (!atom.IsIdentifier)
        {
            return IntegerLiteral.IsNumber(atom.Text) ? IntegerLiteral.ParseU32(atom) : throw TextException.Wanted(atom.At, $"token {atom.Text}", $"a {kind}'s name or index");
        }

        return _byName.TryGetValue(atom.Text, out var index) ? index : throw TextException.UnknownName(atom.At, kind, atom.Text);
    }

    public static bool IsIndex(Node? node) => node is AtomNode atom && (atom.IsIdentifier || IntegerLiteral.IsNumber(atom.Text));

    /// <summary>Takes an index if one is next.</summary>
    public uint? TryTake(NodeCursor cursor) => IsIndex(cursor.Peek) ? Resolve(cursor.TakeAtom()) : null;

    public uint Take(NodeCursor cursor) => Resolve(cursor.TakeAtom($"a {kind}'s name or index"));
}
