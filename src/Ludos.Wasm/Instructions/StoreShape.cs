namespace Ludos.Wasm.Instructions;

/// <summary>Where a store finds its address among its operands, and how many bytes it writes.</summary>
/// <param name="AddressDepth">Operands above the address.</param>
internal readonly record struct StoreShape(int AddressDepth, int Bytes)
{
    private const int FirstAtomicStore = 0x17;
    private const int FirstAtomicExchangeCompared = 0x48;
    private const int LastAtomic = 0x4E;
    private const int VectorStore = 11;
    private const int FirstLaneStore = 88;
    private const int VectorBytes = 16;

    // Of each family of atomic instructions: i32, i64, then the narrow ones.
    private static ReadOnlySpan<byte> AtomicBytes => [4, 8, 1, 2, 1, 2, 4];

    /// <summary>Null for an instruction that stores nothing, and for bulk instructions, which check for themselves.</summary>
    public static StoreShape? Of(Opcode opcode)
    {
        if (opcode >= Opcode.Atomic)
        {
            var atomic = opcode - Opcode.Atomic;
            return atomic is >= FirstAtomicStore and <= LastAtomic
                ? new StoreShape(atomic >= FirstAtomicExchangeCompared ? 2 : 1, AtomicBytes[(atomic - FirstAtomicStore) % AtomicBytes.Length])
                : null;
        }

        if (opcode >= Opcode.Vector)
        {
            return (opcode - Opcode.Vector) switch
            {
                VectorStore => new StoreShape(1, VectorBytes),
                >= FirstLaneStore and < FirstLaneStore + 4 and var lane => new StoreShape(1, 1 << (lane - FirstLaneStore)),
                _ => null,
            };
        }

        return opcode is >= Opcode.I32Store and <= Opcode.I64Store32 ? new StoreShape(1, MemoryAccess.Of(opcode).Bytes) : null;
    }
}
