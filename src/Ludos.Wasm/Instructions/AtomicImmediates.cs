using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Instructions;

/// <summary>What follows the number of an instruction behind 0xFE.</summary>
internal static class AtomicImmediates
{
    public static void Read(ref ByteCursor cursor, ref Instruction instruction) => PendingFeatures.Atomics(cursor.Position);
}
