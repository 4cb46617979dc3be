using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Validation;

internal sealed partial class FunctionValidator
{
    private void ArrayInstruction(in Instruction instruction)
    {
        if (instruction.Opcode == Opcode.ArrayLen)
        {
            _stack.Pop(ValueType.ArrayRef);
            _stack.Push(I32);
            return;
        }

        var (type, element) = Array(instruction.Index);
        if (instruction.Opcode <= Opcode.ArrayNewElem)
        {
            NewArray(in instruction, element);
            _stack.Push(ValueType.Ref(type, false));
        }
        else if (instruction.Opcode <= Opcode.ArraySet)
        {
            ArrayAccess(in instruction, type, element);
        }
        else
        {
            RequireMutable(element, "array");
            BulkArray(in instruction, type, element);
        }
    }

    private void NewArray(in Instruction instruction, GcFieldType element)
    {
        switch (instruction.Opcode)
        {
            case Opcode.ArrayNew:
                _stack.Pop(I32);
                _stack.Pop(element.Type);
                break;
            case Opcode.ArrayNewDefault:
                RequireDefault(element);
                _stack.Pop(I32);
                break;
            case Opcode.ArrayNewFixed:
                if (instruction.Index2 > (uint)module.Limits.MaxOperandStack)
                {
                    throw WasmFormatException.Limit(instruction.Offset, "operands of array.new_fixed", instruction.Index2, module.Limits.MaxOperandStack);
                }

                for (var i = 0; i < (int)instruction.Index2; i++)
                {
                    _stack.Pop(element.Type);
                }

                break;
            case Opcode.ArrayNewData:
                RequireNumbers(element);
                RequireData(instruction.Index2);
                PopTwo(I32);
                break;
            default:
                RequireElements(element, instruction.Index2);
                PopTwo(I32);
                break;
        }
    }

    private void ArrayAccess(in Instruction instruction, DefinedType type, GcFieldType element)
    {
        if (instruction.Opcode == Opcode.ArraySet)
        {
            RequireMutable(element, "array");
            _stack.Pop(element.Type);
        }
        else
        {
            RequireExtension(instruction.Opcode != Opcode.ArrayGet, element);
        }

        _stack.Pop(I32);
        _stack.Pop(ValueType.Ref(type));
        if (instruction.Opcode != Opcode.ArraySet)
        {
            _stack.Push(element.Type);
        }
    }

    private void BulkArray(in Instruction instruction, DefinedType type, GcFieldType element)
    {
        _stack.Pop(I32);
        switch (instruction.Opcode)
        {
            case Opcode.ArrayFill:
                _stack.Pop(element.Type);
                break;
            case Opcode.ArrayCopy:
                var (source, copied) = Array(instruction.Index2);
                if (copied.Packed != element.Packed || !copied.Type.IsSubtypeOf(element.Type))
                {
                    throw _stack.Mismatch("array types do not match");
                }

                _stack.Pop(I32);
                _stack.Pop(ValueType.Ref(source));
                break;
            case Opcode.ArrayInitData:
                RequireNumbers(element);
                RequireData(instruction.Index2);
                _stack.Pop(I32);
                break;
            default:
                RequireElements(element, instruction.Index2);
                _stack.Pop(I32);
                break;
        }

        _stack.Pop(I32);
        _stack.Pop(ValueType.Ref(type));
    }

    private (DefinedType Type, GcFieldType Element) Array(uint index) =>
        index < (uint)module.Types.Count && module.Types[(int)index] is { Array: { } array } type
            ? (type, array.Element)
            : throw WasmFormatException.Invalid(_stack.Offset, $"type mismatch: type {index} is no array");

    private void RequireNumbers(GcFieldType element)
    {
        if (element.Type.IsReference)
        {
            throw _stack.Mismatch("array type is not numeric or vector");
        }
    }

    private void RequireElements(GcFieldType element, uint segment)
    {
        if (!Element(segment).IsSubtypeOf(element.Type))
        {
            throw _stack.Mismatch("the segment's type is not the array's");
        }
    }

    private void PopTwo(ValueType type)
    {
        _stack.Pop(type);
        _stack.Pop(type);
    }
}
