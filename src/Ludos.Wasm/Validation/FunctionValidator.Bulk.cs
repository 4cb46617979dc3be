using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Validation;

internal sealed partial class FunctionValidator
{
    private void Bulk(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.MemoryInit:
                RequireMemory(instruction.Index2);
                RequireData(instruction.Index);
                PopThree(I32);
                break;
            case Opcode.DataDrop:
                RequireData(instruction.Index);
                break;
            case Opcode.MemoryCopy:
                RequireMemory(instruction.Index);
                RequireMemory(instruction.Index2);
                PopThree(I32);
                break;
            case Opcode.MemoryFill:
                RequireMemory(instruction.Index);
                PopThree(I32);
                break;
            default:
                BulkTable(in instruction);
                break;
        }
    }

    private void BulkTable(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.TableInit:
                if (!Element(instruction.Index).IsSubtypeOf(Table(instruction.Index2)))
                {
                    throw _stack.Mismatch("the segment's type is not the table's");
                }

                PopThree(I32);
                break;
            case Opcode.ElemDrop:
                Element(instruction.Index);
                break;
            case Opcode.TableCopy:
                if (!Table(instruction.Index2).IsSubtypeOf(Table(instruction.Index)))
                {
                    throw _stack.Mismatch("the tables hold different types");
                }

                PopThree(I32);
                break;
            case Opcode.TableGrow:
                _stack.Pop(I32);
                _stack.Pop(Table(instruction.Index));
                _stack.Push(I32);
                break;
            case Opcode.TableSize:
                Table(instruction.Index);
                _stack.Push(I32);
                break;
            default:
                _stack.Pop(I32);
                _stack.Pop(Table(instruction.Index));
                _stack.Pop(I32);
                break;
        }
    }

    private void PopThree(ValueType type)
    {
        _stack.Pop(type);
        _stack.Pop(type);
        _stack.Pop(type);
    }

    private void RequireData(uint index)
    {
        if (module.DataCount is not { } count)
        {
            throw WasmFormatException.Malformed(_stack.Offset, "a data count section is required");
        }

        if (index >= (uint)count)
        {
            throw WasmFormatException.Invalid(_stack.Offset, $"unknown data segment {index}");
        }
    }

    private ValueType Element(uint index) =>
        index < (uint)module.Elements.Count ? module.Elements[(int)index].Type : throw WasmFormatException.Invalid(_stack.Offset, $"unknown elem segment {index}");
}
