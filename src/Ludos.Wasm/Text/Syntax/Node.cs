namespace Ludos.Wasm.Text.Syntax;

/// <summary>Both count from 1; the column counts bytes.</summary>
internal readonly record struct Position(int Line, int Column)
{
    public override string ToString() => $"{Line}:{Column}";
}

/// <summary>One s-expression.</summary>
internal abstract record Node(Position At);

/// <summary>A keyword, number or identifier. An identifier starts with <c>$</c>; a quoted one is decoded to the same form.</summary>
internal sealed record AtomNode(string Text, Position At) : Node(At)
{
    public bool IsIdentifier => Text[0] == '$';
}

/// <summary>A string's bytes, escapes resolved.</summary>
internal sealed record StringNode(byte[] Bytes, Position At) : Node(At);

/// <summary>A parenthesised list; <paramref name="End"/> is where it closes. An annotation's head starts with <c>@</c>.</summary>
internal sealed record ListNode(IReadOnlyList<Node> Items, Position At, Position End) : Node(At)
{
    /// <summary>The keyword that opens the list, or null.</summary>
    public string? Head => Items.Count > 0 && Items[0] is AtomNode atom ? atom.Text : null;
}
