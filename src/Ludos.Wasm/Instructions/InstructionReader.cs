using System.Collections.Immutable;
using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Instructions;

/// <summary>Reads instructions one by one; the validator and the compiler see exactly the same.</summary>
internal ref struct InstructionReader(ModuleContents module, int start, int end)
{
    private const uint MemoryIndexFlag = 0x40;
    private const uint AlignmentEnd = 0x80;
    private const long EmptyBlock = -64;

    private static readonly FunctionType[] SingleResults = [.. new[] { ValueType.I32, ValueType.I64, ValueType.F32, ValueType.F64, ValueType.FuncRef, ValueType.ExternRef }
        .Select(type => new FunctionType([], ImmutableArray.Create(type)))];

    private readonly ModuleContents _module = module;
    private ByteCursor _cursor = new(module.Bytes, start, end);

    public readonly bool AtEnd => _cursor.AtEnd;

    public readonly int Position => _cursor.Position;

    public Instruction Next()
    {
        var instruction = new Instruction { Offset = _cursor.Position };
        var first = _cursor.Byte();
        if (first == (byte)Opcode.Prefix)
        {
            instruction.Opcode = OpcodeNames.Prefixed(_cursor.U32(), instruction.Offset);
            PrefixedImmediates(ref instruction);
            return instruction;
        }

        OpcodeNames.RefuseUnknown(first, instruction.Offset);
        instruction.Opcode = (Opcode)first;
        if (instruction.Opcode is >= Opcode.I32Load and <= Opcode.I64Store32)
        {
            MemoryArgument(ref instruction);
        }
        else if (instruction.Opcode is < Opcode.I32Eqz or > Opcode.I64Extend32S)
        {
            Immediates(ref instruction);
        }

        return instruction;
    }

    private void Immediates(ref Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.Block or Opcode.Loop or Opcode.If:
                instruction.BlockType = BlockType();
                break;
            case Opcode.Br or Opcode.BrIf or Opcode.Call or Opcode.RefFunc or Opcode.MemorySize or Opcode.MemoryGrow:
            case >= Opcode.LocalGet and <= Opcode.TableSet:
                instruction.Index = _cursor.U32();
                break;
            case Opcode.CallIndirect:
                instruction.Index = _cursor.U32();
                instruction.Index2 = _cursor.U32();
                break;
            case Opcode.BrTable:
                BranchTargets(ref instruction);
                break;
            case Opcode.SelectTyped:
                SelectType(ref instruction);
                break;
            case Opcode.RefNull:
                instruction.Type = TypeDecoder.Reference(ref _cursor);
                break;
            case Opcode.I32Const:
                instruction.Bits = _cursor.S32();
                break;
            case Opcode.I64Const:
                instruction.Bits = _cursor.S64();
                break;
            case Opcode.F32Const:
                instruction.Bits = _cursor.Fixed32();
                break;
            case Opcode.F64Const:
                instruction.Bits = (long)_cursor.Fixed64();
                break;
        }
    }

    private void PrefixedImmediates(ref Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.MemoryInit or Opcode.MemoryCopy or Opcode.TableInit or Opcode.TableCopy:
                instruction.Index = _cursor.U32();
                instruction.Index2 = _cursor.U32();
                break;
            case >= Opcode.MemoryInit:
                instruction.Index = _cursor.U32();
                break;
        }
    }

    private void MemoryArgument(ref Instruction instruction)
    {
        var at = _cursor.Position;
        instruction.Alignment = _cursor.U32();
        if (instruction.Alignment >= AlignmentEnd)
        {
            throw WasmFormatException.Malformed(at, "malformed memory access flags");
        }

        if ((instruction.Alignment & MemoryIndexFlag) != 0)
        {
            throw WasmFormatException.Unsupported(at, "a memory index (multi-memory)");
        }

        instruction.Bits = _cursor.U32OfWide("a memory offset");
    }

    private void BranchTargets(ref Instruction instruction)
    {
        var targets = new uint[_cursor.Count("branch targets", int.MaxValue - 1) + 1];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = _cursor.U32();
        }

        instruction.Targets = targets;
    }

    private void SelectType(ref Instruction instruction)
    {
        var count = _cursor.Count("types of a select", int.MaxValue);
        for (var i = 0; i < count; i++)
        {
            instruction.Type = TypeDecoder.Value(ref _cursor);
        }

        if (count != 1)
        {
            throw WasmFormatException.Invalid(instruction.Offset, $"a select has {count} types");
        }
    }

    private FunctionType? BlockType()
    {
        var at = _cursor.Position;
        var code = _cursor.S33();
        if (code == EmptyBlock)
        {
            return FunctionType.Empty;
        }

        if (code >= 0)
        {
            return code < _module.Types.Count ? _module.Types[(int)code] : null;
        }

        var type = code >= EmptyBlock ? TypeDecoder.FromByte((byte)(code & 0x7F), at) : throw WasmFormatException.Malformed(at, "malformed block type");
        return Array.Find(SingleResults, single => single.Results[0] == type);
    }
}
