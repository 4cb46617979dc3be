using Ludos.Wasm.Tests.Wast.Syntax;

namespace Ludos.Wasm.Tests.Wast.Assembly;

/// <summary>Value, reference and limit types as text.</summary>
internal static class TypeText
{
    public const byte FunctionReference = 0x70;
    private const byte ExternReference = 0x6F;

    public static byte TakeValueType(NodeCursor cursor)
    {
        if (cursor.Peek is ListNode)
        {
            return TakeReferenceType(cursor);
        }

        var atom = cursor.TakeAtom();
        return atom.Text switch
        {
            "i32" => 0x7F,
            "i64" => 0x7E,
            "f32" => 0x7D,
            "f64" => 0x7C,
            "funcref" => FunctionReference,
            "externref" => ExternReference,
            _ => throw LaterKeywords.Type(atom),
        };
    }

    /// <summary>True when a reference type is next, of the feature set or later.</summary>
    public static bool IsReferenceType(Node? node) =>
        node is ListNode { Head: "ref" } || (node is AtomNode atom && atom.Text.EndsWith("ref", StringComparison.Ordinal) && !atom.IsIdentifier);

    public static byte TakeReferenceType(NodeCursor cursor)
    {
        if (cursor.Peek is AtomNode)
        {
            var atom = cursor.TakeAtom();
            return atom.Text switch
            {
                "funcref" => FunctionReference,
                "externref" => ExternReference,
                _ => throw LaterKeywords.Type(atom),
            };
        }

        var list = cursor.TakeAnyList();
        if (list.Head != "ref")
        {
            throw new WastSyntaxException("unexpected token, wanted a type", list.At);
        }

        var inner = NodeCursor.After(list);
        var nullable = inner.TakeKeyword("null");
        var heap = TakeHeapType(inner);
        inner.ExpectEnd();
        return nullable ? heap : throw new LaterProposalException(Proposal.FunctionReferences);
    }

    public static byte TakeHeapType(NodeCursor cursor)
    {
        var atom = cursor.TakeAtom();
        return atom.Text switch
        {
            "func" => FunctionReference,
            "extern" => ExternReference,
            _ when atom.IsIdentifier || IntegerLiteral.IsNumber(atom.Text) => throw new LaterProposalException(Proposal.FunctionReferences),
            _ => throw LaterKeywords.Type(atom),
        };
    }

    /// <summary>The inside of <c>(param ...)</c> or <c>(local ...)</c>: one named type, or any number of unnamed.</summary>
    public static void TakeNamed(NodeCursor cursor, List<byte> types, List<string?> names)
    {
        if (cursor.TakeIdentifier() is { } name)
        {
            types.Add(TakeValueType(cursor));
            names.Add(name);
            cursor.ExpectEnd();
            return;
        }

        while (!cursor.AtEnd)
        {
            types.Add(TakeValueType(cursor));
            names.Add(null);
        }
    }

    /// <summary>Passes over an address type; only 32-bit addresses are in the feature set.</summary>
    public static void TakeAddressType(NodeCursor cursor)
    {
        if (cursor.TakeKeyword("i64"))
        {
            throw new LaterProposalException(Proposal.Memory64);
        }

        cursor.TakeKeyword("i32");
    }

    public static void TakeLimits(NodeCursor cursor, ByteSink sink)
    {
        TakeAddressType(cursor);
        var minimum = IntegerLiteral.ParseU64(cursor.TakeAtom());
        ulong? maximum = cursor.Peek is AtomNode atom && IntegerLiteral.IsNumber(atom.Text) ? IntegerLiteral.ParseU64(cursor.TakeAtom()) : null;
        if (cursor.TakeKeyword("shared"))
        {
            throw new LaterProposalException(Proposal.Threads);
        }

        sink.Byte((byte)(maximum is null ? 0 : 1)).Unsigned(minimum);
        if (maximum is { } value)
        {
            sink.Unsigned(value);
        }
    }

    public static void TakeTableType(NodeCursor cursor, ByteSink sink)
    {
        var limits = new ByteSink();
        TakeLimits(cursor, limits);
        sink.Byte(TakeReferenceType(cursor)).Append(limits);
    }

    public static void TakeGlobalType(NodeCursor cursor, ByteSink sink)
    {
        if (cursor.TakeList("mut") is { } list)
        {
            var inner = NodeCursor.After(list);
            sink.Byte(TakeValueType(inner)).Byte(1);
            inner.ExpectEnd();
            return;
        }

        sink.Byte(TakeValueType(cursor)).Byte(0);
    }
}
