using System.Text;
using System.Text.Unicode;

namespace Ludos.Wasm.Text.Syntax;

/// <summary>Walks the items of one list.</summary>
internal sealed class NodeCursor(IReadOnlyList<Node> items, Position end, int skip = 0)
{
    private int _next = skip;

    /// <summary>Walks a list behind its keyword.</summary>
    public static NodeCursor After(ListNode list) => new(list.Items, list.End, skip: 1);

    public bool AtEnd => _next >= items.Count;

    public Position At => AtEnd ? end : items[_next].At;

    public Node? Peek => PeekAt(0);

    public Node? PeekAt(int ahead) => _next + ahead < items.Count ? items[_next + ahead] : null;

    public Node Take(string wanted = "more") => AtEnd ? throw Unexpected(wanted) : items[_next++];

    /// <summary>The next item, or the list's end, stands where <paramref name="wanted"/> belongs.</summary>
    public TextException Unexpected(string wanted) => TextException.Wanted(At, Describe(Peek), wanted);

    public void ExpectEnd()
    {
        if (!AtEnd)
        {
            throw TextException.Malformed(At, $"unexpected {Describe(Peek)}, wanted )", "Close the list before it, or take it out.");
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

    public AtomNode TakeAtom(string wanted = "a keyword or number") => Peek is AtomNode ? (AtomNode)items[_next++] : throw Unexpected(wanted);

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

    public ListNode ExpectList(string keyword) => TakeList(keyword) ?? throw Unexpected($"({keyword} ...)");

    public ListNode TakeAnyList(string wanted = "a list") => Peek is ListNode ? (ListNode)items[_next++] : throw Unexpected(wanted);

    public byte[] TakeString() => Peek is StringNode ? ((StringNode)items[_next++]).Bytes : throw Unexpected("a string");

    /// <summary>A string that must be UTF-8.</summary>
    public string TakeName()
    {
        var at = At;
        var bytes = TakeString();
        return Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : throw TextException.Malformed(at, "malformed UTF-8 encoding in a name", "Names are UTF-8; escape other bytes only in data.");
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

    private static string Describe(Node? node) => node switch
    {
        null => "end of the list",
        AtomNode atom => $"token {atom.Text}",
        StringNode => "string",
        ListNode { Head: { } head } => $"token ({head}",
        _ => "token (",
    };
}
