using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Text.Assembly;

/// <summary>Reads value, reference and heap types; names of types are looked up in <paramref name="types"/>.</summary>
internal sealed class TypeText(IndexSpace types)
{
    private const string WantedType = "a type";

    public TextType TakeValueType(NodeCursor cursor)
    {
        if (cursor.Peek is AtomNode atom && TypeNames.Numbers.TryGetValue(atom.Text, out var code))
        {
            cursor.Take();
            return new TextType(code);
        }

        return TakeReferenceType(cursor);
    }

    /// <summary>A value type, or a packed one: what a field may hold.</summary>
    public TextType TakeStorageType(NodeCursor cursor)
    {
        if (cursor.Peek is AtomNode atom && TypeNames.Packed.TryGetValue(atom.Text, out var code))
        {
            cursor.Take();
            return new TextType(code);
        }

        return TakeValueType(cursor);
    }

    public static bool IsReferenceType(Node? node) =>
        node is ListNode { Head: "ref" } || (node is AtomNode atom && TypeNames.References.ContainsKey(atom.Text));

    public TextType TakeReferenceType(NodeCursor cursor)
    {
        if (cursor.Peek is not ListNode)
        {
            var atom = cursor.TakeAtom(WantedType);
            return TypeNames.References.TryGetValue(atom.Text, out var heap)
                ? new TextType(TextType.RefNull, heap)
                : throw TextException.UnknownOperator(atom, WantedType);
        }

        var inner = NodeCursor.After(cursor.TakeList("ref") ?? throw cursor.Unexpected(WantedType));
        var code = inner.TakeKeyword("null") ? TextType.RefNull : TextType.Ref;
        var type = new TextType(code, TakeHeapType(inner));
        inner.ExpectEnd();
        return type;
    }

    /// <returns>A type index, or an abstract heap type as its negative number.</returns>
    public long TakeHeapType(NodeCursor cursor)
    {
        if (types.TryTake(cursor) is { } index)
        {
            return index;
        }

        var atom = cursor.TakeAtom("a heap type");
        return TypeNames.Heaps.TryGetValue(atom.Text, out var heap) ? heap : throw TextException.UnknownOperator(atom, "a heap type");
    }

    /// <summary>The inside of <c>(param ...)</c> or <c>(local ...)</c>: one named type, or any number of unnamed.</summary>
    public void TakeNamed(NodeCursor cursor, List<TextType> result, List<string?> names)
    {
        if (cursor.TakeIdentifier() is { } name)
        {
            result.Add(TakeValueType(cursor));
            names.Add(name);
            cursor.ExpectEnd();
            return;
        }

        while (!cursor.AtEnd)
        {
            result.Add(TakeValueType(cursor));
            names.Add(null);
        }
    }

    /// <summary>The lists <c>(result ...)*</c>.</summary>
    public List<TextType> TakeResults(NodeCursor cursor)
    {
        var results = new List<TextType>();
        while (cursor.TakeList("result") is { } list)
        {
            for (var inner = NodeCursor.After(list); !inner.AtEnd;)
            {
                results.Add(TakeValueType(inner));
            }
        }

        return results;
    }

    public ByteSink TakeGlobalType(NodeCursor cursor)
    {
        if (cursor.TakeList("mut") is { } list)
        {
            var inner = NodeCursor.After(list);
            var type = TakeValueType(inner);
            inner.ExpectEnd();
            return type.WriteTo(new ByteSink()).Byte(1);
        }

        return TakeValueType(cursor).WriteTo(new ByteSink()).Byte(0);
    }
}
