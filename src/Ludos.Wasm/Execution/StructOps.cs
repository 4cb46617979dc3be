using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Ludos.Wasm.Objects;

namespace Ludos.Wasm.Execution;

/// <summary>Struct instructions but for reads and writes of fields, which are compiled in line.</summary>
internal static class StructOps
{
    /// <summary>Structs larger than this use fuel by their size.</summary>
    public const int FreeBytes = 256;

    public static WasmStruct Make(InstanceState state, DefinedType type, bool usesFuel)
    {
        var shape = StructLayout.Of(type).Shape;
        if (usesFuel)
        {
            Charge(state, shape.ObjectBytes, Initialiser.NoFunction);
        }

        return shape.Make(type);
    }

    /// <summary>Called before each struct is made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Count(InstanceState state, int bytes, int function)
    {
        var total = state.HeapBytes + bytes;
        state.HeapBytes = total;
        if (total >= GcHeap.LookEveryBytes)
        {
            GcHeap.LookNow(state, function);
        }
    }

    public static WasmI31 MakeI31(InstanceState state, int value, int function)
    {
        if (WasmI31.Kept(value) is { } kept)
        {
            return kept;
        }

        Count(state, WasmI31.ObjectBytes, function);
        return WasmI31.From(value);
    }

    /// <summary>The same for large ones.</summary>
    public static void Charge(InstanceState state, int bytes, int function)
    {
        GcHeap.Allocate(state, bytes, function);
        if (bytes > FreeBytes)
        {
            MemoryOps.ChargeBytes(state, (uint)bytes, function);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> LoadVector(ref byte place) =>
        Vector128.Create(Unsafe.As<byte, ulong>(ref place), Unsafe.As<byte, ulong>(ref Unsafe.Add(ref place, StructCell.Bytes))).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreVector(ref byte place, Vector128<byte> value)
    {
        Unsafe.As<byte, ulong>(ref place) = value.AsUInt64()[0];
        Unsafe.As<byte, ulong>(ref Unsafe.Add(ref place, StructCell.Bytes)) = value.AsUInt64()[1];
    }
}
