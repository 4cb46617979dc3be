using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ludos.Wasm.Objects;

namespace Ludos.Wasm.Execution;

/// <summary>Array instructions but for single elements, which are compiled in line. Work is charged to the fuel by bytes before it is done.</summary>
internal static class ArrayOps
{
    /// <summary>An array of zeros or nulls; traps when it is too long, or there is no room for it.</summary>
    public static WasmArray Make(InstanceState state, DefinedType type, int length, int function, bool usesFuel = true)
    {
        var element = type.Array!.Element;
        if ((uint)length > (uint)GcHeap.MaxLength(element))
        {
            throw Traps.Make(state, function, TrapKind.OutOfHeap);
        }

        var bytes = length * GcHeap.ElementBytes(element);
        if (usesFuel)
        {
            MemoryOps.ChargeBytes(state, (uint)bytes, function);
        }

        GcHeap.Allocate(state, (long)bytes + WasmArray.HeaderBytes, function);
        try
        {
            return WasmArray.Allocate(type, length);
        }
        catch (OutOfMemoryException)
        {
            throw Traps.Make(state, function, TrapKind.OutOfHeap);
        }
    }

    public static object NewDefault(InstanceState state, int length, int type, int function) => Make(state, state.Types[type], length, function);

    public static object NewData(InstanceState state, int start, int length, int type, int segment, int function)
    {
        var bytes = DataOf(state, type, start, length, segment, function);
        var array = Make(state, state.Types[type], length, function);
        bytes.CopyTo(Bytes(array, 0, length));
        return array;
    }

    public static object NewElements(InstanceState state, int start, int length, int type, int segment, int function)
    {
        var items = state.ElementSegments[segment];
        CheckSegment(state, (ulong)items.Length, start, (uint)length, TrapKind.TableOutOfBounds, function);
        var array = Make(state, state.Types[type], length, function);
        Array.Copy(items, start, Unsafe.As<WasmArray<object?>>(array).Items, 0, length);
        return array;
    }

    public static void Copy(InstanceState state, object? target, int targetStart, object? source, int sourceStart, int count, int function)
    {
        var to = NotNull(state, target, function);
        var from = NotNull(state, source, function);
        Check(state, to, targetStart, count, function);
        Check(state, from, sourceStart, count, function);
        Charge(state, to, count, function);
        from.CopyTo(sourceStart, to, targetStart, count);
    }

    public static void InitData(InstanceState state, object? target, int targetStart, int start, int count, int type, int segment, int function)
    {
        var to = NotNull(state, target, function);
        Check(state, to, targetStart, count, function);
        var bytes = DataOf(state, type, start, count, segment, function);
        Charge(state, to, count, function);
        bytes.CopyTo(Bytes(to, targetStart, count));
    }

    public static void InitElements(InstanceState state, object? target, int targetStart, int start, int count, int segment, int function)
    {
        var to = NotNull(state, target, function);
        Check(state, to, targetStart, count, function);
        var items = state.ElementSegments[segment];
        CheckSegment(state, (ulong)items.Length, start, (uint)count, TrapKind.TableOutOfBounds, function);
        Charge(state, to, count, function);
        Array.Copy(items, start, Unsafe.As<WasmArray<object?>>(to).Items, targetStart, count);
    }

    public static WasmArray NotNull(InstanceState state, object? array, int function) =>
        array is null ? throw Traps.Make(state, function, TrapKind.NullReference) : Unsafe.As<WasmArray>(array);

    public static void Check(InstanceState state, WasmArray array, int start, int count, int function)
    {
        if ((ulong)(uint)start + (uint)count > (uint)array.Count)
        {
            throw Traps.Make(state, function, TrapKind.ArrayOutOfBounds);
        }
    }

    public static void Charge(InstanceState state, WasmArray array, int count, int function) =>
        MemoryOps.ChargeBytes(state, (uint)(count * GcHeap.ElementBytes(array.ArrayType.Element)), function);

    private static ReadOnlySpan<byte> DataOf(InstanceState state, int type, int start, int count, int segment, int function)
    {
        var data = state.DataDropped[segment] ? default : state.Code.Contents.DataBytes(segment);
        var wanted = (ulong)(uint)count * (uint)GcHeap.ElementBytes(state.Types[type].Array!.Element);
        CheckSegment(state, (ulong)data.Length, start, wanted, TrapKind.MemoryOutOfBounds, function);
        return data.Slice(start, (int)wanted);
    }

    private static void CheckSegment(InstanceState state, ulong available, int start, ulong wanted, TrapKind kind, int function)
    {
        if ((uint)start + wanted > available)
        {
            throw Traps.Make(state, function, kind);
        }
    }

    private static Span<byte> Bytes(WasmArray array, int start, int count) =>
        count == 0 ? default : MemoryMarshal.CreateSpan(ref array.Place(start), count * GcHeap.ElementBytes(array.ArrayType.Element));
}

/// <summary>Those that are handed an element.</summary>
internal static class ArrayOps<T>
{
    public static object New(InstanceState state, T value, int length, int type, int function)
    {
        var array = ArrayOps.Make(state, state.Types[type], length, function);
        Unsafe.As<WasmArray<T>>(array).Items.AsSpan().Fill(value);
        return array;
    }

    public static void Fill(InstanceState state, object? target, int start, T value, int count, int function)
    {
        var array = ArrayOps.NotNull(state, target, function);
        ArrayOps.Check(state, array, start, count, function);
        ArrayOps.Charge(state, array, count, function);
        Unsafe.As<WasmArray<T>>(array).Items.AsSpan(start, count).Fill(value);
    }
}
