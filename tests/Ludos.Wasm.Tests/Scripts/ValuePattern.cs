using System.Runtime.Intrinsics;
using Ludos.Wasm.Text.Syntax;

namespace Ludos.Wasm.Tests.Scripts;

/// <summary>What an assertion accepts as one result.</summary>
internal abstract record ValuePattern
{
    public abstract bool Accepts(WasmValue value);

    public static ValuePattern Read(ListNode list) => list switch
    {
        { Head: "either" } => new Either([.. NodeCursor.After(list).TakeLists().Select(Read)]),
        { Head: "ref.null" } => Null(list),
        { Head: "ref.func", Items.Count: 1 } => new AnyFunction(),
        { Head: "ref.extern" or "ref.any", Items.Count: 1 } => new AnyObject(typeof(object)),
        { Head: "ref.i31", Items.Count: 1 } => new AnyObject(typeof(WasmI31)),
        { Head: "ref.struct", Items.Count: 1 } => new AnyObject(typeof(WasmStruct)),
        { Head: "ref.array", Items.Count: 1 } => new AnyObject(typeof(WasmArray)),
        { Head: "ref.eq", Items.Count: 1 } => new AnyObject(typeof(WasmI31), typeof(WasmStruct), typeof(WasmArray)),
        { Head: "f32.const" or "f64.const", Items: [_, AtomNode { Text: "nan:canonical" or "nan:arithmetic" } nan] } =>
            new Nan(list.Head == "f32.const", nan.Text == "nan:canonical"),
        { Head: "v128.const" } => new Vector(VectorPattern.Read(list)),
        _ => new Exact(ConstantNode.Read(list)),
    };

    private static NullReference Null(ListNode list)
    {
        if (list.Items.Count > 1)
        {
            ConstantNode.Read(list);
        }

        return new NullReference();
    }

    private sealed record Exact(ConstantNode Constant) : ValuePattern
    {
        public override bool Accepts(WasmValue value) => Constant.Kind switch
        {
            ConstantKind.I32 => (uint)value.AsI32 == Constant.Bits,
            ConstantKind.I64 => (ulong)value.AsI64 == Constant.Bits,
            ConstantKind.F32 => (uint)value.AsI32 == Constant.Bits,
            ConstantKind.F64 => (ulong)value.AsI64 == Constant.Bits,
            _ => value.AsRef is ExternHandle handle && handle.Number == Constant.Bits,
        };

        public override string ToString() => $"{Constant.Kind} 0x{Constant.Bits:X}";
    }

    private sealed record Nan(bool Single, bool Canonical) : ValuePattern
    {
        public override bool Accepts(WasmValue value) => NanBits.Accepts(Single ? (uint)value.AsI32 : (ulong)value.AsI64, Single, Canonical);
    }

    private sealed record Vector(VectorPattern Pattern) : ValuePattern
    {
        public override bool Accepts(WasmValue value)
        {
            Span<byte> bytes = stackalloc byte[Vector128<byte>.Count];
            value.AsV128.CopyTo(bytes);
            return Pattern.Accepts(bytes);
        }
    }

    private sealed record NullReference : ValuePattern
    {
        public override bool Accepts(WasmValue value) => value.AsRef is null;
    }

    private sealed record AnyFunction : ValuePattern
    {
        public override bool Accepts(WasmValue value) => value.AsRef is WasmFunction;
    }

    /// <summary>A reference to an object of one of these classes, which no function is.</summary>
    private sealed record AnyObject(params Type[] Classes) : ValuePattern
    {
        public override bool Accepts(WasmValue value) => value.AsRef is { } made and not WasmFunction && Classes.Any(type => type.IsInstanceOfType(made));

        public override string ToString() => string.Join(" or ", Classes.Select(type => type.Name));
    }

    private sealed record Either(IReadOnlyList<ValuePattern> Choices) : ValuePattern
    {
        public override bool Accepts(WasmValue value) => Choices.Any(choice => choice.Accepts(value));
    }
}

/// <summary>The host object behind <c>(ref.extern N)</c>.</summary>
internal sealed record ExternHandle(ulong Number);
