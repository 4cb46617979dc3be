using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

/// <summary>What a first look over a body tells: which things its prologue must prepare.</summary>
internal readonly record struct FunctionShape(bool UsesMemory, bool HasLoops, bool HasCalls, int MaxCallValues)
{
    public static FunctionShape Of(ModuleContents module, FunctionBody body)
    {
        var reader = new InstructionReader(module, body.Start, body.End);
        bool memory = false, loops = false, calls = false;
        var values = 0;
        while (!reader.AtEnd)
        {
            var instruction = reader.Next();
            memory |= instruction.Opcode is >= Opcode.I32Load and <= Opcode.MemorySize || VectorTable.Find(instruction.Opcode) is { IsAccess: true };
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

        return new FunctionShape(memory, loops, calls, values);
    }
}
