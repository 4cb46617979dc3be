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
                var initialised = AddressOf(instruction.Index2);
                RequireData(instruction.Index);
                PopThree(initialised, I32, I32);
                break;
            case Opcode.DataDrop:
                RequireData(instruction.Index);
                break;
            case Opcode.MemoryCopy:
                var (to, from) = (AddressOf(instruction.Index), AddressOf(instruction.Index2));
                PopThree(to, from, Narrower(to, from));
                break;
            case Opcode.MemoryFill:
                var filled = AddressOf(instruction.Index);
                PopThree(filled, I32, filled);
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

                PopThree(IndexOf(instruction.Index2), I32, I32);
                break;
            case Opcode.ElemDrop:
                Element(instruction.Index);
                break;
            case Opcode.TableCopy:
                if (!Table(instruction.Index2).IsSubtypeOf(Table(instruction.Index)))
                {
                    throw _stack.Mismatch("the tables hold different types");
                }

                var (to, from) = (IndexOf(instruction.Index), IndexOf(instruction.Index2));
                PopThree(to, from, Narrower(to, from));
                break;
            case Opcode.TableGrow:
                _stack.Pop(IndexOf(instruction.Index));
                _stack.Pop(Table(instruction.Index));
                _stack.Push(IndexOf(instruction.Index));
                break;
            case Opcode.TableSize:
                _stack.Push(IndexOf(instruction.Index));
                break;
            default:
                PopThree(IndexOf(instruction.Index), Table(instruction.Index), IndexOf(instruction.Index));
                break;
        }
    }

    private void PopThree(ValueType first, ValueType second, ValueType third)
    {
        _stack.Pop(third);
        _stack.Pop(second);
        _stack.Pop(first);
    }

    /// <summary>A count that fits both ends of a copy.</summary>
    private static ValueType Narrower(ValueType to, ValueType from) => to == ValueType.I64 ? from : to;

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
