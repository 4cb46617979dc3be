using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Instructions;

/// <summary>What follows the number of an instruction behind 0xFD.</summary>
internal static class VectorImmediates
{
    public static void Read(ref ByteCursor cursor, ref Instruction instruction) => PendingFeatures.Vectors(cursor.Position);
}
