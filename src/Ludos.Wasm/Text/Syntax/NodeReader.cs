namespace Ludos.Wasm.Text.Syntax;

/// <summary>Reads a whole source into s-expressions.</summary>
internal static class NodeReader
{
    private const string Module = "module";

    /// <exception cref="TextException">The source is not a sequence of s-expressions, or exceeds a limit.</exception>
    public static IReadOnlyList<Node> ReadAll(byte[] source, WasmTextLimits? limits = null)
    {
        var bounds = limits ?? WasmTextLimits.Default;
        if (source.Length > bounds.MaxBytes)
        {
            throw TextException.Limit(new Position(1, 1), $"{source.Length} bytes of text", bounds.MaxBytes);
        }

        var lexer = new Lexer(source, bounds);
        var open = new Stack<(Position At, List<Node> Items)>();
        var items = new List<Node>();
        var nodes = 0;
        while (true)
        {
            var token = lexer.Next(MayHoldFields(open.Count, items));
            if (++nodes > bounds.MaxNodes)
            {
                throw TextException.Limit(token.At, "atoms, strings and lists", bounds.MaxNodes);
            }

            switch (token.Kind)
            {
                case TokenKind.End when open.Count > 0:
                    throw TextException.Malformed(token.At, $"unexpected end: the list from {open.Peek().At} is not closed", "Write the missing ).");
                case TokenKind.End:
                    return items;
                case TokenKind.Open when open.Count == bounds.MaxDepth:
                    throw TextException.Limit(token.At, "lists within lists", bounds.MaxDepth);
                case TokenKind.Open:
                    open.Push((token.At, items));
                    items = [];
                    break;
                case TokenKind.Close when open.Count == 0:
                    throw TextException.Malformed(token.At, "unexpected token ), nothing is open", "Take it out.");
                case TokenKind.Close:
                    var (at, outer) = open.Pop();
                    outer.Add(new ListNode(items, at, token.At));
                    items = outer;
                    break;
                case TokenKind.String:
                    items.Add(new StringNode(token.Bytes, token.At));
                    break;
                default:
                    items.Add(new AtomNode(token.Text, token.At));
                    break;
            }
        }
    }

    /// <summary>Annotations mean something only where a module's fields stand.</summary>
    private static bool MayHoldFields(int depth, List<Node> items) => depth == 0 || (items.Count > 0 && items[0] is AtomNode { Text: Module });
}
