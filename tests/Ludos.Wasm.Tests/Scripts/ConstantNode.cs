using Ludos.Wasm.Text.Assembly;
using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Tests.Scripts;

/// <summary>A constant in a script, as exact bits; a reference is a host object or a null.</summary>
/// <param name="Vector">The 16 bytes of a vector, else empty.</param>
internal sealed record ConstantNode(ConstantKind Kind, ulong Bits, byte[] Vector)
{
    private ConstantNode(ConstantKind kind, ulong bits)
        : this(kind, bits, [])
    {
    }

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
            "v128.const" => new ConstantNode(ConstantKind.V128, 0, VectorLiteral.Take(cursor)),
            "ref.extern" => new ConstantNode(ConstantKind.ExternReference, IntegerLiteral.ParseU32(cursor.TakeAtom())),
            "ref.host" => new ConstantNode(ConstantKind.HostReference, IntegerLiteral.ParseU32(cursor.TakeAtom())),
            "ref.null" => ReadNull(cursor),
            _ => throw TextException.Malformed(list.At, $"unknown constant {list.Head}"),
        };
        cursor.ExpectEnd();
        return constant;
    }

    private static ConstantNode ReadNull(NodeCursor cursor)
    {
        new TypeText(new IndexSpace("type")).TakeHeapType(cursor);
        return new ConstantNode(ConstantKind.Null, 0);
    }
}

internal enum ConstantKind
{
    I32,
    I64,
    F32,
    F64,
    V128,
    ExternReference,

    /// <summary>A host object that came in through any.convert_extern's road: an anyref.</summary>
    HostReference,
    Null,
}
