namespace Ludos.Wasm.Tests.Wast.Syntax;

/// <summary>Reads a whole source into s-expressions.</summary>
internal static class NodeReader
{
    /// <summary>Far beyond what the suite nests, well inside a thread's stack.</summary>
    public const int MaxDepth = 1000;

    /// <exception cref="WastSyntaxException">The source is not a sequence of s-expressions.</exception>
    public static IReadOnlyList<Node> ReadAll(byte[] source)
    {
        var lexer = new Lexer(source);
        var open = new Stack<(Position At, List<Node> Items)>();
        var items = new List<Node>();
        while (true)
        {
            var token = lexer.Next();
            switch (token.Kind)
            {
                case TokenKind.End when open.Count > 0:
                    throw new WastSyntaxException("unexpected end, a list is not closed", open.Peek().At);
                case TokenKind.End:
                    return items;
                case TokenKind.Open when open.Count == MaxDepth:
                    throw new WastSyntaxException($"lists nest deeper than {MaxDepth}", token.At);
                case TokenKind.Open:
                    open.Push((token.At, items));
                    items = [];
                    break;
                case TokenKind.Close when open.Count == 0:
                    throw new WastSyntaxException("unexpected token )", token.At);
                case TokenKind.Close:
                    var (at, outer) = open.Pop();
                    outer.Add(new ListNode(items, at));
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
}
