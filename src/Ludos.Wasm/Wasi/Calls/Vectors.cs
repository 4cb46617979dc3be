namespace Ludos.Wasm.Wasi.Calls;

/// <summary>A list of buffers (iovec, ciovec), copied out of the program's memory and checked as a whole before the first is used.</summary>
internal static class Vectors
{
    private const int VectorBytes = 8;

    public static WasiErrno Read(GuestMemory memory, int pointer, int count, int most, out (int Pointer, uint Length)[] vectors)
    {
        vectors = [];
        if ((uint)count > (uint)most)
        {
            return WasiErrno.Inval;
        }

        if (!memory.Holds(pointer, (ulong)count * VectorBytes))
        {
            return WasiErrno.Fault;
        }

        vectors = new (int, uint)[count];
        ulong total = 0;
        for (var i = 0; i < count; i++)
        {
            _ = memory.TryRead<ulong>(pointer + (i * VectorBytes), out var raw);
            vectors[i] = ((int)(uint)raw, (uint)(raw >> 32));
            total += vectors[i].Length;
            if (!memory.Holds(vectors[i].Pointer, vectors[i].Length))
            {
                return WasiErrno.Fault;
            }
        }

        // The count that is told afterwards has 32 bits.
        return total > uint.MaxValue ? WasiErrno.Inval : WasiErrno.Success;
    }
}
