using System.Text;
using System.Text.Unicode;

namespace Ludos.Wasm.Tests.Wast.Syntax;

/// <summary>Walks the items of one list.</summary>
internal sealed class NodeCursor
{
    private readonly IReadOnlyList<Node> _items;
    private readonly Position _start;
    private int _next;

    public NodeCursor(IReadOnlyList<Node> items, Position start, int skip = 0)
    {
        _items = items;
        _start = start;
        _next = skip;
    }

    /// <summary>Walks a list behind its keyword.</summary>
    public static NodeCursor After(ListNode list) => new(list.Items, list.At, skip: 1);

    public bool AtEnd => _next >= _items.Count;

    public Position At => AtEnd ? (_items.Count > 0 ? _items[^1].At : _start) : _items[_next].At;

    public Node? Peek => AtEnd ? null : _items[_next];

    public Node Take() => AtEnd ? throw Unexpected("end of list") : _items[_next++];

    public WastSyntaxException Unexpected(string what) => new($"unexpected {what}", At);

    public void ExpectEnd()
    {
        if (!AtEnd)
        {
            throw Unexpected("token");
        }
    }

    /// <summary>Takes everything that is left; all of it must be lists.</summary>
    public IReadOnlyList<ListNode> TakeLists()
    {
        var lists = new List<ListNode>();
        while (!AtEnd)
        {
            lists.Add(TakeAnyList());
        }

        return lists;
    }

    /// <summary>Takes an identifier if one is next.</summary>
    public string? TakeIdentifier()
    {
        if (Peek is AtomNode { IsIdentifier: true } atom)
        {
            _next++;
            return atom.Text;
        }

        return null;
    }

    public AtomNode TakeAtom() => Take() as AtomNode ?? throw new WastSyntaxException("unexpected token, wanted a keyword or number", _items[_next - 1].At);

    public bool TakeKeyword(string keyword)
    {
        if (Peek is AtomNode atom && atom.Text == keyword)
        {
            _next++;
            return true;
        }

        return false;
    }

    /// <summary>Takes a list that opens with <paramref name="keyword"/>, if that is next.</summary>
    public ListNode? TakeList(string keyword)
    {
        if (Peek is ListNode list && list.Head == keyword)
        {
            _next++;
            return list;
        }

        return null;
    }

    public ListNode TakeAnyList() => Take() as ListNode ?? throw new WastSyntaxException("unexpected token, wanted a list", _items[_next - 1].At);

    public byte[] TakeString() => (Take() as StringNode ?? throw new WastSyntaxException("unexpected token, wanted a string", _items[_next - 1].At)).Bytes;

    /// <summary>A string that must be UTF-8.</summary>
    public string TakeName()
    {
        var at = At;
        var bytes = TakeString();
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw new WastSyntaxException("malformed UTF-8 encoding", at);
    }

    /// <summary>All strings that follow, joined.</summary>
    public byte[] TakeStrings()
    {
        var bytes = new MemoryStream();
        while (Peek is StringNode)
        {
            bytes.Write(TakeString());
        }

        return bytes.ToArray();
    }
}
