using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>
/// A first look over a body for the extents (offset plus width) that its accesses most often have: for those the last good address is kept
/// in a local, so that a check is one comparison of the address as it is.
/// </summary>
internal static class AccessExtents
{
    private const int MostKept = 4;
    private const int MostNestedLoops = 8;
    private const int TimesMorePerLoop = 3;

    // Below this a check is as cheap without.
    private const long WorthKeeping = 2;

    /// <summary>The commonest first; none where the memory may be shorter than an extent, or has 64-bit addresses, or control branches by a table.</summary>
    public static ulong[] Of(ModuleContents module, FunctionBody body)
    {
        if (module.Memories.Count == 0 || module.Memories[0].Is64)
        {
            return [];
        }

        var leastBytes = module.Memories[0].MinPages * WasmMemory.PageBytes;
        var weights = new Dictionary<ulong, long>();
        var reader = new InstructionReader(module, body.Start, body.End);
        var loops = new Stack<bool>();
        var depth = 0;
        while (!reader.AtEnd)
        {
            var instruction = reader.Next();
            Follow(instruction.Opcode, loops, ref depth);
            if (instruction.Opcode == Opcode.BrTable)
            {
                // Where control goes many ways from one place, what is in registers must be there on each: one value more costs more than it saves.
                return [];
            }

            if (instruction.Opcode is >= Opcode.I32Load and <= Opcode.I64Store32 && instruction.Index == 0)
            {
                var extent = (ulong)instruction.Bits + (uint)MemoryAccess.Of(instruction.Opcode).Bytes;
                weights[extent] = weights.GetValueOrDefault(extent) + (1L << (TimesMorePerLoop * Math.Min(depth, MostNestedLoops)));
            }
        }

        return [.. weights.Where(pair => pair.Value >= WorthKeeping && pair.Key <= Math.Min(leastBytes, int.MaxValue)).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(MostKept).Select(pair => pair.Key)];
    }

    private static void Follow(Opcode opcode, Stack<bool> loops, ref int depth)
    {
        if (opcode is Opcode.Block or Opcode.Loop or Opcode.If or Opcode.TryTable)
        {
            loops.Push(opcode == Opcode.Loop);
            depth += opcode == Opcode.Loop ? 1 : 0;
        }
        else if (opcode == Opcode.End && loops.TryPop(out var isLoop))
        {
            depth -= isLoop ? 1 : 0;
        }
    }
}
