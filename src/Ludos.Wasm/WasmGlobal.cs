using System.Runtime.Intrinsics;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm;

/// <summary>A global variable, the host's own or one that an instance exports. Not synchronised.</summary>
public sealed unsafe class WasmGlobal
{
    // Read by compiled code: numeric values lie here, references in Reference.
    internal byte* Cell;
    internal object? Reference;
    private readonly object? _cellOwner;

    public WasmGlobal(ValueType type, bool mutable, WasmValue initial)
    {
        var block = new NativeBlock(NativeBlock.AlignmentBytes);
        Type = type;
        Mutable = mutable;
        Cell = block.Pointer;
        _cellOwner = block;
        Store(initial);
    }

    internal WasmGlobal(ValueType type, bool mutable, byte* cell, object cellOwner)
    {
        Type = type;
        Mutable = mutable;
        Cell = cell;
        _cellOwner = cellOwner;
    }

    public ValueType Type { get; }

    public bool Mutable { get; }

    /// <exception cref="InvalidOperationException">Written while immutable, or a funcref global was handed something else than a <see cref="WasmFunction"/>.</exception>
    public WasmValue Value
    {
        get
        {
            var value = Type.Kind switch
            {
                ValueKind.Reference => WasmValue.FromRef(Reference),
                ValueKind.V128 => WasmValue.From(*(Vector128<byte>*)Cell),
                _ => new WasmValue(Type.Is64Bit() ? *(long*)Cell : *(uint*)Cell, null),
            };
            GC.KeepAlive(_cellOwner);
            return value;
        }

        set
        {
            if (!Mutable)
            {
                throw new InvalidOperationException("An immutable global cannot be written.");
            }

            Store(value);
        }
    }

    internal void Store(WasmValue value)
    {
        if (Type.IsReference)
        {
            Reference = ReferenceRules.Checked(Type, value.Reference);
        }
        else if (Type.Kind == ValueKind.V128)
        {
            *(Vector128<byte>*)Cell = value.AsV128;
        }
        else if (Type.Is64Bit())
        {
            *(long*)Cell = value.Bits;
        }
        else
        {
            *(uint*)Cell = (uint)value.Bits;
        }

        GC.KeepAlive(_cellOwner);
    }
}
