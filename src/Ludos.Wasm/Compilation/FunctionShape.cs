using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>What a first look over a body tells: which things its prologue must prepare.</summary>
/// <param name="UsesMemory">Memory 0 is accessed.</param>
/// <param name="OtherMemories">Which others are.</param>
internal readonly record struct FunctionShape(bool UsesMemory, int[] OtherMemories, bool HasLoops, bool HasCalls, int MaxCallValues)
{
    public bool UsesAnyMemory => UsesMemory || OtherMemories.Length > 0;

    public static FunctionShape Of(ModuleContents module, FunctionBody body)
    {
        var reader = new InstructionReader(module, body.Start, body.End);
        var memories = new SortedSet<int>();
        bool loops = false, calls = false;
        var values = 0;
        while (!reader.AtEnd)
        {
            var instruction = reader.Next();
            if (IsAccess(instruction.Opcode))
            {
                memories.Add((int)instruction.Index);
            }

            loops |= instruction.Opcode == Opcode.Loop;
            FunctionType? callee = instruction.Opcode switch
            {
                Opcode.Call or Opcode.ReturnCall => module.TypeOfFunction((int)instruction.Index),
                Opcode.CallIndirect or Opcode.CallRef or Opcode.ReturnCallIndirect or Opcode.ReturnCallRef => module.FunctionTypeAt(instruction.Index),
                _ => null,
            };
            if (callee is not null)
            {
                calls = true;
                values = Math.Max(values, callee.Parameters.Length + callee.Results.Length);
            }
        }

        return new FunctionShape(memories.Remove(0), [.. memories], loops, calls, values);
    }

    private static bool IsAccess(Opcode opcode) =>
        opcode is >= Opcode.I32Load and <= Opcode.MemorySize or (>= Opcode.Atomic and not Opcode.AtomicFence) || VectorTable.Find(opcode) is { IsAccess: true };
}
