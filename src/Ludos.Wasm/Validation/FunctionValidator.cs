using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Validation;

/// <summary>Checks one function body after another against the typing rules; whatever passes compiles.</summary>
internal sealed partial class FunctionValidator(ModuleContents module)
{
    private static readonly ValueType I32 = ValueType.I32;

    private readonly OperandStack _stack = new(module.Limits);
    private readonly HashSet<uint> _seenLabels = [];

    public void Validate(int functionIndex, FunctionBody body)
    {
        var type = module.TypeOfFunction(functionIndex);
        var budget = new WorkBudget(module, functionIndex, _stack.Work);
        _stack.Clear();
        _stack.Locals.Begin(type.Parameters.AsSpan(), body.Locals);
        _stack.Offset = body.Start;
        _stack.Enter(FrameKind.Function, new FunctionType([], type.Results));
        var reader = new InstructionReader(module, body.Start, body.End);
        while (_stack.Depth > 0)
        {
            var instruction = reader.Next();
            _stack.Offset = instruction.Offset;
            _stack.Charge(WorkBudget.Of(in instruction, _stack.Height, body.Locals.Length));
            Instruction(in instruction);
            budget.Check(_stack.Work, instruction.Offset);
        }

        if (!reader.AtEnd)
        {
            throw WasmFormatException.Malformed(reader.Position, $"function {functionIndex} has bytes after its end");
        }

        body.MaxTemporaries = _stack.MaxTemporaries;
        body.Work = budget.Spent(_stack.Work);
    }

    /// <summary>Begins an initialiser, which gives one value.</summary>
    public void BeginInitialiser(ValueType expected, int offset)
    {
        _stack.Clear();
        _stack.Locals.Begin([], []);
        _stack.Offset = offset;
        _stack.Enter(FrameKind.Function, new FunctionType([], [expected]));
    }

    /// <summary>Checks the next instruction of an initialiser; true at its end.</summary>
    public bool IsEndOfInitialiser(in Instruction instruction)
    {
        _stack.Offset = instruction.Offset;
        Instruction(in instruction);
        return _stack.Depth == 0;
    }

    private void Instruction(in Instruction instruction)
    {
        var opcode = instruction.Opcode;
        if (NumericSignatures.IsNumeric(opcode))
        {
            var (operand, binary, result) = NumericSignatures.Of(opcode);
            _stack.Pop(operand);
            if (binary)
            {
                _stack.Pop(operand);
            }

            _stack.Push(result);
        }
        else if (opcode is >= Opcode.I32Load and <= Opcode.I64Store32)
        {
            MemoryAccessInstruction(in instruction);
        }
        else if (opcode is <= Opcode.ReturnCallRef or Opcode.TryTable)
        {
            Control(in instruction);
        }
        else if (opcode <= Opcode.GlobalSet)
        {
            Variable(in instruction);
        }
        else if (opcode >= Opcode.Atomic)
        {
            Atomic(in instruction);
        }
        else if (opcode >= Opcode.Vector)
        {
            Vector(in instruction);
        }
        else if (opcode >= Opcode.Gc)
        {
            Gc(in instruction);
        }
        else if (opcode >= Opcode.I32TruncSatF32S)
        {
            Bulk(in instruction);
        }
        else
        {
            Rest(in instruction);
        }
    }

    private void Rest(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.I32Const:
                _stack.Push(I32);
                break;
            case Opcode.I64Const:
                _stack.Push(ValueType.I64);
                break;
            case Opcode.F32Const:
                _stack.Push(ValueType.F32);
                break;
            case Opcode.F64Const:
                _stack.Push(ValueType.F64);
                break;
            case Opcode.MemorySize:
                _stack.Push(AddressOf(instruction.Index));
                break;
            case Opcode.MemoryGrow:
                _stack.Pop(AddressOf(instruction.Index));
                _stack.Push(AddressOf(instruction.Index));
                break;
            case Opcode.TableGet:
                _stack.Pop(IndexOf(instruction.Index));
                _stack.Push(Table(instruction.Index));
                break;
            case Opcode.TableSet:
                _stack.Pop(Table(instruction.Index));
                _stack.Pop(IndexOf(instruction.Index));
                break;
            default:
                References(in instruction);
                break;
        }
    }

    private void MemoryAccessInstruction(in Instruction instruction)
    {
        RequireAccess(in instruction);
        var (type, bytes) = MemoryAccess.Of(instruction.Opcode);
        RequireAlignment(in instruction, bytes);

        if (MemoryAccess.IsStore(instruction.Opcode))
        {
            _stack.Pop(type);
            _stack.Pop(AddressOf(instruction.Index));
        }
        else
        {
            _stack.Pop(AddressOf(instruction.Index));
            _stack.Push(type);
        }
    }

    private static void RequireAlignment(in Instruction instruction, int bytes)
    {
        if (1UL << (int)instruction.Alignment > (ulong)bytes)
        {
            throw WasmFormatException.Invalid(instruction.Offset, "alignment must not be larger than natural");
        }
    }

    private void Variable(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Drop:
                _stack.Pop();
                break;
            case Opcode.Select:
                UntypedSelect();
                break;
            case Opcode.SelectTyped:
                _stack.Pop(I32);
                _stack.Pop(instruction.Type);
                _stack.Pop(instruction.Type);
                _stack.Push(instruction.Type);
                break;
            case Opcode.LocalGet:
                _stack.Push(Local(instruction.Index));
                if (!_stack.Locals.IsSet((int)instruction.Index))
                {
                    throw WasmFormatException.Invalid(instruction.Offset, $"uninitialized local {instruction.Index}");
                }

                break;
            case Opcode.LocalSet:
                _stack.Pop(Local(instruction.Index));
                _stack.Locals.Set((int)instruction.Index);
                break;
            case Opcode.LocalTee:
                _stack.Pop(Local(instruction.Index));
                _stack.Push(Local(instruction.Index));
                _stack.Locals.Set((int)instruction.Index);
                break;
            case Opcode.GlobalGet:
                _stack.Push(Global(instruction.Index).Type);
                break;
            default:
                if (!Global(instruction.Index).Mutable)
                {
                    throw WasmFormatException.Invalid(instruction.Offset, $"global {instruction.Index} is immutable");
                }

                _stack.Pop(Global(instruction.Index).Type);
                break;
        }
    }

    private void UntypedSelect()
    {
        _stack.Pop(I32);
        var second = _stack.Pop();
        var first = _stack.Pop();
        if (second.IsReference || first.IsReference)
        {
            throw _stack.Mismatch("an untyped select takes numbers");
        }

        if (!first.IsSubtypeOf(second) && !second.IsSubtypeOf(first))
        {
            throw _stack.Mismatch($"a select between {first} and {second}");
        }

        _stack.Push(first.Kind == ValueKind.Bottom ? second : first);
    }

    private ValueType Local(uint index) =>
        index < (uint)_stack.Locals.Count ? _stack.Locals.Type((int)index) : throw WasmFormatException.Invalid(_stack.Offset, $"unknown local {index}");

    private GlobalType Global(uint index) =>
        index < (uint)module.Globals.Count ? module.Globals[(int)index] : throw WasmFormatException.Invalid(_stack.Offset, $"unknown global {index}");

    private ValueType Table(uint index) =>
        index < (uint)module.Tables.Count ? module.Tables[(int)index].Element : throw WasmFormatException.Invalid(_stack.Offset, $"unknown table {index}");

    /// <summary>What an element of a table is named by.</summary>
    private ValueType IndexOf(uint table)
    {
        Table(table);
        return module.Tables[(int)table].Is64 ? ValueType.I64 : I32;
    }

    /// <summary>What a byte of a memory is named by.</summary>
    private ValueType AddressOf(uint memory)
    {
        RequireMemory(memory);
        return module.Memories[(int)memory].Is64 ? ValueType.I64 : I32;
    }

    private void RequireAccess(in Instruction instruction)
    {
        RequireMemory(instruction.Index);
        if ((ulong)instruction.Bits > uint.MaxValue && !module.Memories[(int)instruction.Index].Is64)
        {
            throw WasmFormatException.Invalid(instruction.Offset, $"a memory offset {(ulong)instruction.Bits} is out of range");
        }
    }

    private void RequireMemory(uint index)
    {
        if (index >= (uint)module.Memories.Count)
        {
            throw WasmFormatException.Invalid(_stack.Offset, $"unknown memory {index}");
        }
    }

    private void RequireFunction(uint index)
    {
        if (index >= (uint)module.Functions.Count)
        {
            throw WasmFormatException.Invalid(_stack.Offset, $"unknown function {index}");
        }
    }
}
