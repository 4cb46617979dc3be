using Ludos.Wasm.Tests.Wast.Syntax;

namespace Ludos.Wasm.Tests.Wast.Assembly;

/// <summary>Element and data segments: active, passive, declarative, and those written inside a table or memory.</summary>
internal sealed class SegmentAssembler(ModuleScope scope, Sections sections)
{
    private const byte Passive = 1;
    private const byte ExplicitTarget = 2;
    private const byte Declarative = 3;
    private const byte Expressions = 4;

    /// <summary>Elements as function indices, or as whole constant expressions.</summary>
    private sealed record ElementList(bool AsFunctions, byte Type, uint Count, ByteSink Items);

    /// <summary>Reads an element segment behind its keyword.</summary>
    public void Element(NodeCursor cursor)
    {
        cursor.TakeIdentifier();
        if (cursor.TakeKeyword("declare"))
        {
            AddElements(Declarative, null, null, TakeElements(cursor, mayOmitKind: false));
            return;
        }

        var table = TakeTarget(cursor, "table", scope.Tables);
        if (table is null && (cursor.Peek is AtomNode || TypeText.IsReferenceType(cursor.Peek)))
        {
            AddElements(Passive, null, null, TakeElements(cursor, mayOmitKind: false));
            return;
        }

        var offset = TakeOffset(cursor);
        AddElements(0, table ?? 0, offset, TakeElements(cursor, mayOmitKind: true));
    }

    /// <summary>Reads <c>(elem ...)</c> inside a table; gives how many elements it has.</summary>
    public uint InlineElements(uint table, byte type, NodeCursor cursor)
    {
        var list = cursor.TakeList("elem") ?? throw cursor.Unexpected("token, wanted (elem ...)");
        var inner = NodeCursor.After(list);
        var elements = inner.Peek is ListNode ? TakeExpressions(inner, type) : TakeFunctions(inner) with { Type = type };
        inner.ExpectEnd();
        AddElements(0, table, ZeroOffset(), elements);
        return elements.Count;
    }

    /// <summary>Reads a data segment behind its keyword.</summary>
    public void Data(NodeCursor cursor)
    {
        cursor.TakeIdentifier();
        var memory = TakeTarget(cursor, "memory", scope.Memories);
        if (memory is null && cursor.Peek is not ListNode)
        {
            sections.Data.Add(new ByteSink().Byte(Passive).Sized(cursor.TakeStrings()));
            return;
        }

        AddData(memory ?? 0, TakeOffset(cursor), cursor.TakeStrings());
    }

    public void InlineData(uint memory, byte[] bytes) => AddData(memory, ZeroOffset(), bytes);

    private void AddData(uint memory, ByteSink offset, byte[] bytes)
    {
        var sink = new ByteSink();
        if (memory == 0)
        {
            sink.Byte(0);
        }
        else
        {
            sink.Byte(ExplicitTarget).Unsigned(memory);
        }

        sections.Data.Add(sink.Append(offset).Sized(bytes));
    }

    private static uint? TakeTarget(NodeCursor cursor, string keyword, IndexSpace space)
    {
        if (cursor.TakeList(keyword) is not { } list)
        {
            return null;
        }

        var inner = NodeCursor.After(list);
        var index = space.Take(inner);
        inner.ExpectEnd();
        return index;
    }

    private static ByteSink ZeroOffset() => new ByteSink().Raw([0x41, 0x00, 0x0B]);

    private ByteSink TakeOffset(NodeCursor cursor)
    {
        var sink = new ByteSink();
        var body = new BodyAssembler(scope, new IndexSpace("local"), sink);
        if (cursor.TakeList("offset") is { } offset)
        {
            body.Body(NodeCursor.After(offset));
        }
        else
        {
            body.Single(cursor.TakeAnyList());
        }

        return sink;
    }

    private ElementList TakeElements(NodeCursor cursor, bool mayOmitKind)
    {
        if (TypeText.IsReferenceType(cursor.Peek))
        {
            return TakeExpressions(cursor, TypeText.TakeReferenceType(cursor));
        }

        if (!cursor.TakeKeyword("func") && !mayOmitKind)
        {
            throw cursor.Unexpected("token, wanted func or a reference type");
        }

        return TakeFunctions(cursor);
    }

    private ElementList TakeFunctions(NodeCursor cursor)
    {
        var items = new ByteSink();
        uint count = 0;
        for (; scope.Functions.TryTake(cursor) is { } function; count++)
        {
            items.Unsigned(function);
        }

        return new ElementList(true, TypeText.FunctionReference, count, items);
    }

    private ElementList TakeExpressions(NodeCursor cursor, byte type)
    {
        var items = new ByteSink();
        uint count = 0;
        for (; cursor.Peek is ListNode; count++)
        {
            var body = new BodyAssembler(scope, new IndexSpace("local"), items);
            if (cursor.TakeList("item") is { } item)
            {
                body.Body(NodeCursor.After(item));
            }
            else
            {
                body.Single(cursor.TakeAnyList());
            }
        }

        return new ElementList(false, type, count, items);
    }

    private void AddElements(byte mode, uint? table, ByteSink? offset, ElementList elements)
    {
        // The short active form has no room for a table index or a type other than funcref.
        var isPlain = mode == 0 && table == 0 && elements.Type == TypeText.FunctionReference;
        var flags = (mode == 0 && !isPlain ? ExplicitTarget : mode) | (elements.AsFunctions ? 0 : Expressions);
        var sink = new ByteSink().Unsigned((ulong)flags);
        if (mode == 0 && !isPlain)
        {
            sink.Unsigned(table!.Value);
        }

        if (offset is not null)
        {
            sink.Append(offset);
        }

        if (!isPlain)
        {
            sink.Byte(elements.AsFunctions ? (byte)0 : elements.Type);
        }

        sections.Elements.Add(sink.Unsigned(elements.Count).Append(elements.Items));
    }
}
