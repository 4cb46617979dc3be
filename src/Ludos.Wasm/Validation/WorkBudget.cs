using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Validation;

/// <summary>Holds a function, and the module as a whole, to the work that <see cref="WasmLimits"/> allow.</summary>
/// <param name="start">Work of the functions before it.</param>
internal readonly struct WorkBudget(ModuleContents module, int function, long start)
{
    // The compiler looks through what waits on its stack, or copies what it knows of locals, eight entries in about the time of one move.
    private const int EntriesPerUnit = 8;

    /// <summary>What an instruction costs beside the values that it pushes and pops.</summary>
    public static long Of(in Instruction instruction, int height, int locals) => instruction.Opcode switch
    {
        Opcode.LocalSet or Opcode.LocalTee or Opcode.Block or Opcode.Loop => 1 + (height / EntriesPerUnit),
        Opcode.If => 1 + ((height + locals) / EntriesPerUnit),
        Opcode.BrTable => 1 + instruction.Targets!.Length,
        _ => 1,
    };

    public void Check(long work, int offset)
    {
        var limits = module.Limits;
        if (work - start > limits.MaxFunctionWork)
        {
            throw WasmFormatException.Limit(offset, $"units of work in function {function}", work - start, limits.MaxFunctionWork);
        }

        if (work > limits.MaxWork)
        {
            throw WasmFormatException.Limit(offset, "units of work in the module", work, limits.MaxWork);
        }
    }

    public int Spent(long work) => (int)Math.Min(int.MaxValue, work - start);
}
