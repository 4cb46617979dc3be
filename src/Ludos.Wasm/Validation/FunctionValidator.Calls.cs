using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Validation;

internal sealed partial class FunctionValidator
{
    private void Calls(in Instruction instruction)
    {
        var callee = Callee(in instruction);
        _stack.Pop(callee.Parameters.AsSpan());
        if (instruction.Opcode is not (Opcode.ReturnCall or Opcode.ReturnCallIndirect or Opcode.ReturnCallRef))
        {
            _stack.Push(callee.Results.AsSpan());
            return;
        }

        RequireResults(callee);
        _stack.SetUnreachable();
    }

    /// <summary>Checks and pops what says which function is called.</summary>
    private FunctionType Callee(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Call or Opcode.ReturnCall:
                RequireFunction(instruction.Index);
                return module.TypeOfFunction((int)instruction.Index);
            case Opcode.CallIndirect or Opcode.ReturnCallIndirect:
                return Indirect(in instruction);
            default:
                var type = TypeAt(in instruction);
                _stack.Pop(ValueType.Ref(module.Types[(int)instruction.Index]));
                return type;
        }
    }

    private FunctionType Indirect(in Instruction instruction)
    {
        if (!Table(instruction.Index2).IsSubtypeOf(ValueType.FuncRef))
        {
            throw _stack.Mismatch("an indirect call needs a table of functions");
        }

        var type = TypeAt(in instruction);
        _stack.Pop(IndexOf(instruction.Index2));
        return type;
    }

    private FunctionType TypeAt(in Instruction instruction) =>
        module.FunctionTypeAt(instruction.Index) ?? throw WasmFormatException.Invalid(instruction.Offset, $"unknown type {instruction.Index}");

    /// <summary>A tail call returns what the callee returns.</summary>
    private void RequireResults(FunctionType callee)
    {
        var wanted = _stack.Label((uint)_stack.Depth - 1);
        var fits = wanted.Length == callee.Results.Length;
        for (var i = 0; fits && i < wanted.Length; i++)
        {
            fits = callee.Results[i].IsSubtypeOf(wanted[i]);
        }

        if (!fits)
        {
            throw _stack.Mismatch($"a tail call of {callee} does not return what its function returns");
        }
    }
}
