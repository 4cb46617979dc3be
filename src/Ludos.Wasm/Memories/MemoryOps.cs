using System.Runtime.InteropServices;

namespace Ludos.Wasm.Execution;

/// <summary>Memory instructions that are more than one access. Bulk work is charged to the fuel before it is done.</summary>
internal static unsafe class MemoryOps
{
    /// <summary>Bytes that one unit of fuel moves or fills.</summary>
    public const int BytesPerFuel = 64;

    private const int FuelPerGrownPage = WasmMemory.PageBytes / BytesPerFuel;

    // A fill or copy this long is a few tens of microseconds; between two the interrupt is looked at.
    private const ulong ChunkBytes = 256 * 1024;

    /// <summary>Pages before, or -1.</summary>
    public static long Grow(InstanceState state, long deltaPages, int memory, int function)
    {
        var before = state.Memories[memory].Grow((ulong)deltaPages);
        if (before >= 0)
        {
            Charge(state, deltaPages * FuelPerGrownPage, function);
        }

        return before;
    }

    public static void Fill(InstanceState state, long target, int value, long length, int memory, int function)
    {
        var place = WritableRange(state, state.Memories[memory], target, length, function);
        ChargeBytes(state, (ulong)length, function);
        ulong done = 0;
        for (var total = (ulong)length; done < total; done += Math.Min(ChunkBytes, total - done))
        {
            Poll(state, function);
            NativeMemory.Fill(place + done, (nuint)Math.Min(ChunkBytes, total - done), (byte)value);
        }
    }

    public static void Copy(InstanceState state, long target, long source, long length, int targetMemory, int sourceMemory, int function)
    {
        var to = WritableRange(state, state.Memories[targetMemory], target, length, function);
        var from = Range(state, state.Memories[sourceMemory], source, length, function);
        ChargeBytes(state, (ulong)length, function);
        var total = (ulong)length;

        // Chunks go from the end when the target overlaps the source from above, as one big move would.
        var backward = to > from;
        for (ulong done = 0; done < total;)
        {
            Poll(state, function);
            var chunk = Math.Min(ChunkBytes, total - done);
            var offset = backward ? total - done - chunk : done;
            Buffer.MemoryCopy(from + offset, to + offset, chunk, chunk);
            done += chunk;
        }
    }

    public static void Init(InstanceState state, long target, int source, int length, int segment, int memory, int function)
    {
        var data = state.DataDropped[segment] ? default : state.Code.Module.Contents.DataBytes(segment);
        Check(state, (ulong)data.Length, (uint)source, (uint)length, function);
        var place = WritableRange(state, state.Memories[memory], target, (uint)length, function);
        ChargeBytes(state, (uint)length, function);
        data.Slice(source, length).CopyTo(new Span<byte>(place, length));
    }

    public static void DropData(InstanceState state, int segment) => state.DataDropped[segment] = true;

    public static void ChargeBytes(InstanceState state, ulong bytes, int function) => Charge(state, (long)((bytes + (BytesPerFuel - 1)) / BytesPerFuel), function);

    public static void Charge(InstanceState state, long units, int function)
    {
        if (!state.Code.CountsFuel)
        {
            return;
        }

        state.FuelUsed += units;
        Poll(state, function);
    }

    private static void Poll(InstanceState state, int function)
    {
        if (state.Code.CountsFuel && state.FuelUsed > Volatile.Read(ref state.FuelLimit))
        {
            throw Traps.FuelOrInterrupt(state, function);
        }
    }

    /// <summary>As <see cref="Range"/>, and if the instance may write there.</summary>
    private static byte* WritableRange(InstanceState state, WasmMemory memory, long start, long length, int function)
    {
        var place = Range(state, memory, start, length, function);
        if (length != 0 && memory == state.Memory && (ulong)(start + length) > state.ReadOnlyStart && (ulong)start < state.ReadOnlyStart + state.ReadOnlyLength)
        {
            throw Traps.ReadOnly(state, function, (nuint)start);
        }

        return place;
    }

    /// <summary>Where a range lies, if it lies within the memory.</summary>
    private static byte* Range(InstanceState state, WasmMemory memory, long start, long length, int function)
    {
        Check(state, Volatile.Read(ref memory.Length), (ulong)start, (ulong)length, function);
        return memory.BasePointer + start;
    }

    private static void Check(InstanceState state, ulong available, ulong start, ulong length, int function)
    {
        if (start > available || length > available - start)
        {
            throw Traps.Make(state, function, TrapKind.MemoryOutOfBounds);
        }
    }
}
