using Ludos.Wasm.Tests.Wast.Syntax;

namespace Ludos.Wasm.Tests.Wast.Scripts;

/// <summary>A constant in a script, as exact bits; a reference is a host object, a null, or "some function".</summary>
internal sealed record ConstantNode(ConstantKind Kind, ulong Bits)
{
    /// <summary>Reads <c>(i32.const 1)</c> and its like.</summary>
    public static ConstantNode Read(ListNode list)
    {
        var cursor = NodeCursor.After(list);
        var constant = list.Head switch
        {
            "i32.const" => new ConstantNode(ConstantKind.I32, IntegerLiteral.ParseI32(cursor.TakeAtom())),
            "i64.const" => new ConstantNode(ConstantKind.I64, IntegerLiteral.ParseI64(cursor.TakeAtom())),
            "f32.const" => new ConstantNode(ConstantKind.F32, FloatLiteral.ParseF32(cursor.TakeAtom())),
            "f64.const" => new ConstantNode(ConstantKind.F64, FloatLiteral.ParseF64(cursor.TakeAtom())),
            "ref.extern" => new ConstantNode(ConstantKind.ExternReference, IntegerLiteral.ParseU32(cursor.TakeAtom())),
            "ref.null" => new ConstantNode(ReadNull(cursor), 0),
            "v128.const" => throw new LaterProposalException(Proposal.Simd),
            "ref.host" => throw new LaterProposalException(Proposal.Gc),
            _ => throw new WastSyntaxException($"unknown constant {list.Head}", list.At),
        };
        cursor.ExpectEnd();
        return constant;
    }

    private static ConstantKind ReadNull(NodeCursor cursor) => cursor.TakeAtom().Text switch
    {
        "func" => ConstantKind.NullFunction,
        "extern" => ConstantKind.NullExtern,
        _ => throw new LaterProposalException(Proposal.Gc),
    };
}

internal enum ConstantKind
{
    I32,
    I64,
    F32,
    F64,
    ExternReference,
    NullFunction,
    NullExtern,
}
