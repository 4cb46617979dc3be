using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Validation;

internal sealed partial class FunctionValidator
{
    private void Atomic(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.AtomicFence:
                return;
            case Opcode.AtomicNotify:
                RequireNatural(in instruction, sizeof(int));
                _stack.Pop(I32);
                _stack.Pop(AddressOf(instruction.Index));
                _stack.Push(I32);
                return;
            case Opcode.AtomicWait32 or Opcode.AtomicWait64:
                var isWide = instruction.Opcode == Opcode.AtomicWait64;
                RequireNatural(in instruction, isWide ? sizeof(long) : sizeof(int));
                _stack.Pop(ValueType.I64);
                _stack.Pop(isWide ? ValueType.I64 : I32);
                _stack.Pop(AddressOf(instruction.Index));
                _stack.Push(I32);
                return;
            default:
                AtomicMemoryAccess(in instruction, AtomicAccess.Of(instruction.Opcode));
                return;
        }
    }

    private void AtomicMemoryAccess(in Instruction instruction, AtomicAccess access)
    {
        RequireNatural(in instruction, access.Bytes);
        var operands = access.Kind switch { AtomicKind.Load => 0, AtomicKind.CompareExchange => 2, _ => 1 };
        for (; operands > 0; operands--)
        {
            _stack.Pop(access.Type);
        }

        _stack.Pop(AddressOf(instruction.Index));
        if (access.Kind != AtomicKind.Store)
        {
            _stack.Push(access.Type);
        }
    }

    private void RequireNatural(in Instruction instruction, int bytes)
    {
        RequireAccess(in instruction);
        if (1UL << (int)instruction.Alignment != (ulong)bytes)
        {
            throw WasmFormatException.Invalid(instruction.Offset, "atomic alignment must be natural");
        }
    }
}
