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

    public static int Grow(InstanceState state, int deltaPages, int function)
    {
        var memory = state.Memory!;
        var before = memory.Grow((uint)deltaPages);
        if (before >= 0)
        {
            Charge(state, (long)(uint)deltaPages * FuelPerGrownPage, function);
        }

        return before;
    }

    public static void Fill(InstanceState state, int target, int value, int length, int function)
    {
        var memory = state.Memory!;
        Check(state, memory.Length, (uint)target, (uint)length, function);
        ChargeBytes(state, (uint)length, function);
        ulong done = 0;
        for (ulong total = (uint)length; done < total; done += Math.Min(ChunkBytes, total - done))
        {
            Poll(state, function);
            NativeMemory.Fill(memory.BasePointer + (uint)target + done, (nuint)Math.Min(ChunkBytes, total - done), (byte)value);
        }
    }

    public static void Copy(InstanceState state, int target, int source, int length, int function)
    {
        var memory = state.Memory!;
        Check(state, memory.Length, (uint)target, (uint)length, function);
        Check(state, memory.Length, (uint)source, (uint)length, function);
        ChargeBytes(state, (uint)length, function);
        var to = memory.BasePointer + (uint)target;
        var from = memory.BasePointer + (uint)source;
        ulong total = (uint)length;

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

    public static void Init(InstanceState state, int target, int source, int length, int segment, int function)
    {
        var memory = state.Memory!;
        var data = state.DataDropped[segment] ? default : state.Code.Module.Contents.DataBytes(segment);
        Check(state, (ulong)data.Length, (uint)source, (uint)length, function);
        Check(state, memory.Length, (uint)target, (uint)length, function);
        ChargeBytes(state, (uint)length, function);
        data.Slice(source, length).CopyTo(new Span<byte>(memory.BasePointer + (uint)target, length));
    }

    public static void DropData(InstanceState state, int segment) => state.DataDropped[segment] = true;

    public static void ChargeBytes(InstanceState state, uint bytes, int function) => Charge(state, (bytes + (BytesPerFuel - 1L)) / BytesPerFuel, function);

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

    private static void Check(InstanceState state, ulong available, uint start, uint length, int function)
    {
        if ((ulong)start + length > available)
        {
            throw Traps.Make(state, function, TrapKind.MemoryOutOfBounds);
        }
    }
}
