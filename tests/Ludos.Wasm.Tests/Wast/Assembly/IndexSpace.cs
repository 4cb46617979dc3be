using Ludos.Wasm.Tests.Wast.Syntax;

namespace Ludos.Wasm.Tests.Wast.Assembly;

/// <summary>Names of one kind of definition, in index order.</summary>
internal sealed class IndexSpace(string kind)
{
    private readonly Dictionary<string, uint> _byName = new(StringComparer.Ordinal);

    public uint Count { get; private set; }

    /// <summary>Gives the next index, under a name or none.</summary>
    public uint Add(string? name, Position at)
    {
        if (name is not null && !_byName.TryAdd(name, Count))
        {
            throw new WastSyntaxException($"duplicate {kind} {name}", at);
        }

        return Count++;
    }

    /// <summary>A number as it stands, whether defined or not; a name only when it is defined.</summary>
    public uint Resolve(AtomNode atom)
    {
        if (!atom.IsIdentifier)
        {
            return IntegerLiteral.ParseU32(atom);
        }

        return _byName.TryGetValue(atom.Text, out var index) ? index : throw new WastSyntaxException($"unknown {kind} {atom.Text}", atom.At);
    }

    /// <summary>Takes an index if one is next.</summary>
    public uint? TryTake(NodeCursor cursor) =>
        cursor.Peek is AtomNode atom && (atom.IsIdentifier || IntegerLiteral.IsNumber(atom.Text)) ? Resolve(cursor.TakeAtom()) : null;

    public uint Take(NodeCursor cursor) => Resolve(cursor.TakeAtom());
}
