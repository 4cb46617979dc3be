using System.Runtime.CompilerServices;
using Ludos.Wasm.Execution;

namespace Ludos.Wasm.Objects;

/// <summary>Fields of structs and elements of arrays as values, for the host and for initialisers.</summary>
internal static class FieldAccess
{
    /// <param name="halves">Bytes from the first half of a vector to the second.</param>
    public static WasmValue Read(ref byte place, GcFieldType field, int halves) => field.Packed switch
    {
        PackedKind.I8 => WasmValue.From((int)place),
        PackedKind.I16 => WasmValue.From((int)Unsafe.As<byte, ushort>(ref place)),
        _ => field.Type.Kind switch
        {
            ValueKind.I32 or ValueKind.F32 => WasmValue.From(Unsafe.As<byte, int>(ref place)),
            ValueKind.I64 or ValueKind.F64 => WasmValue.From(Unsafe.As<byte, long>(ref place)),
            ValueKind.V128 => new WasmValue(Unsafe.As<byte, long>(ref place), null, Unsafe.As<byte, long>(ref Unsafe.Add(ref place, halves))),
            _ => WasmValue.FromRef(Unsafe.As<byte, object?>(ref place)),
        },
    };

    /// <param name="halves">Bytes from the first half of a vector to the second.</param>
    public static void Write(ref byte place, GcFieldType field, WasmValue value, int halves)
    {
        switch (field.DataBytes)
        {
            case 0:
                Unsafe.As<byte, object?>(ref place) = value.Reference;
                break;
            case 1:
                place = (byte)value.Bits;
                break;
            case 2:
                Unsafe.As<byte, ushort>(ref place) = (ushort)value.Bits;
                break;
            case 4:
                Unsafe.As<byte, int>(ref place) = (int)value.Bits;
                break;
            case 8:
                Unsafe.As<byte, long>(ref place) = value.Bits;
                break;
            default:
                Unsafe.As<byte, long>(ref place) = value.Bits;
                Unsafe.As<byte, long>(ref Unsafe.Add(ref place, halves)) = value.UpperBits;
                break;
        }
    }

    /// <exception cref="InvalidOperationException">A reference that the field cannot hold.</exception>
    public static WasmValue Checked(GcFieldType field, WasmValue value)
    {
        if (field.Type.IsReference)
        {
            ReferenceRules.Checked(field.Type, value.Reference);
        }

        return value;
    }
}
