using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Text.Assembly;

/// <summary>Element and data segments: active, passive, declarative, and those written inside a table or memory.</summary>
internal sealed class SegmentAssembler(ModuleScope scope, ModuleSink module)
{
    private const byte Passive = 1;
    private const byte ExplicitTarget = 2;
    private const byte Declarative = 3;
    private const byte Expressions = 4;

    /// <summary>Elements as function indices, or as whole constant expressions.</summary>
    private sealed record ElementList(bool AsFunctions, TextType Type, uint Count, ByteSink Items);

    /// <summary>Reads an element segment behind its keyword.</summary>
    public void Element(NodeCursor cursor)
    {
        cursor.TakeIdentifier();
        if (cursor.TakeKeyword("declare"))
        {
            AddElements(Declarative, null, null, TakeElements(cursor, mayOmitKind: false));
            return;
        }

        var table = TakeTarget(cursor, "table", scope.Tables) ?? TakeBareTarget(cursor, scope.Tables);
        if (table is null && (cursor.Peek is AtomNode || TypeText.IsReferenceType(cursor.Peek)))
        {
            AddElements(Passive, null, null, TakeElements(cursor, mayOmitKind: false));
            return;
        }

        var offset = TakeOffset(cursor);
        AddElements(0, table ?? 0, offset, TakeElements(cursor, mayOmitKind: true));
    }

    /// <summary>Reads <c>(elem ...)</c> inside a table; gives how many elements it has.</summary>
    public uint InlineElements(uint table, bool is64, TextType type, NodeCursor cursor)
    {
        var inner = NodeCursor.After(cursor.ExpectList("elem"));
        var elements = inner.Peek is ListNode ? TakeExpressions(inner, type)
            : type.HoldsAnyFunction ? TakeFunctions(inner)
            : TakeFunctionsAsExpressions(inner, type);
        inner.ExpectEnd();
        AddElements(0, table, ZeroOffset(is64), elements);
        return elements.Count;
    }

    /// <summary>Reads a data segment behind its keyword.</summary>
    public void Data(NodeCursor cursor)
    {
        cursor.TakeIdentifier();
        var memory = TakeTarget(cursor, "memory", scope.Memories) ?? TakeBareTarget(cursor, scope.Memories);
        if (memory is null && cursor.Peek is not ListNode)
        {
            module.Data.Add(new ByteSink().Byte(Passive).Sized(cursor.TakeStrings()));
            return;
        }

        AddData(memory ?? 0, TakeOffset(cursor), cursor.TakeStrings());
    }

    public void InlineData(uint memory, bool is64, byte[] bytes) => AddData(memory, ZeroOffset(is64), bytes);

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

        module.Data.Add(sink.Append(offset).Sized(bytes));
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

    /// <summary>Core 1.0 wrote an active segment's target as a bare index; the threads proposal's scripts still do.</summary>
    private static uint? TakeBareTarget(NodeCursor cursor, IndexSpace space) => IndexSpace.IsIndex(cursor.Peek) && cursor.PeekAt(1) is ListNode ? space.Take(cursor) : null;

    private static ByteSink ZeroOffset(bool is64) => new ByteSink().Raw([is64 ? (byte)0x42 : (byte)0x41, 0x00, 0x0B]);

    private ByteSink TakeOffset(NodeCursor cursor) => cursor.TakeList("offset") is { } offset
        ? BodyAssembler.Expression(scope, NodeCursor.After(offset))
        : BodyAssembler.Expression(scope, cursor.TakeAnyList("(offset ...) or a folded instruction"));

    private ElementList TakeElements(NodeCursor cursor, bool mayOmitKind)
    {
        if (TypeText.IsReferenceType(cursor.Peek))
        {
            return TakeExpressions(cursor, scope.TypeText.TakeReferenceType(cursor));
        }

        if (!cursor.TakeKeyword("func") && !mayOmitKind)
        {
            throw cursor.Unexpected("func or a reference type");
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

        return new ElementList(true, TextType.FuncRef, count, items);
    }

    /// <summary>Plain indices have a type of their own; in a table of another, each becomes an expression.</summary>
    private ElementList TakeFunctionsAsExpressions(NodeCursor cursor, TextType type)
    {
        const byte RefFunc = 0xD2;
        const byte End = 0x0B;
        var items = new ByteSink();
        uint count = 0;
        for (; scope.Functions.TryTake(cursor) is { } function; count++)
        {
            items.Byte(RefFunc).Unsigned(function).Byte(End);
        }

        return new ElementList(false, type, count, items);
    }

    private ElementList TakeExpressions(NodeCursor cursor, TextType type)
    {
        var items = new ByteSink();
        uint count = 0;
        for (; cursor.Peek is ListNode; count++)
        {
            items.Append(cursor.TakeList("item") is { } item
                ? BodyAssembler.Expression(scope, NodeCursor.After(item))
                : BodyAssembler.Expression(scope, cursor.TakeAnyList()));
        }

        return new ElementList(false, type, count, items);
    }

    private void AddElements(byte mode, uint? table, ByteSink? offset, ElementList elements)
    {
        // The short active form has no room for a table index or a type other than funcref.
        var isPlain = mode == 0 && table == 0 && elements.Type == TextType.FuncRef;
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
            sink = elements.AsFunctions ? sink.Byte(0) : elements.Type.WriteTo(sink);
        }

        module.Elements.Add(sink.Unsigned(elements.Count).Append(elements.Items));
    }
}
