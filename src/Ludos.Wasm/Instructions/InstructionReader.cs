using System.Collections.Immutable;
using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Instructions;

/// <summary>Reads instructions one by one; the validator and the compiler see exactly the same.</summary>
internal ref struct InstructionReader(ModuleContents module, int start, int end)
{
    private const byte EmptyBlock = 0x40;

    private static readonly FunctionType[] SingleNumbers = [.. new[] { ValueType.I32, ValueType.I64, ValueType.F32, ValueType.F64, ValueType.V128 }
        .Select(type => new FunctionType([], ImmutableArray.Create(type)))];

    private readonly ModuleContents _module = module;
    private ByteCursor _cursor = new(module.Bytes, start, end);

    public readonly bool AtEnd => _cursor.AtEnd;

    public readonly int Position => _cursor.Position;

    public Instruction Next()
    {
        var instruction = new Instruction { Offset = _cursor.Position };
        var first = _cursor.Byte();
        OpcodeNames.RefuseUnknown(first, instruction.Offset);
        if (first >= (byte)Opcode.GcPrefix)
        {
            instruction.Opcode = OpcodeNames.Prefixed((Opcode)first, _cursor.U32(), instruction.Offset);
            PrefixedImmediates(ref instruction);
            return instruction;
        }

        instruction.Opcode = (Opcode)first;
        if (instruction.Opcode is >= Opcode.I32Load and <= Opcode.I64Store32)
        {
            MemoryArgument.Read(ref _cursor, ref instruction);
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
            case Opcode.TryTable:
                instruction.BlockType = BlockType();
                Catches(ref instruction);
                break;
            case Opcode.Br or Opcode.BrIf or Opcode.Call or Opcode.RefFunc or Opcode.MemorySize or Opcode.MemoryGrow:
            case Opcode.Throw or Opcode.ReturnCall or Opcode.CallRef or Opcode.ReturnCallRef or Opcode.BrOnNull or Opcode.BrOnNonNull:
            case >= Opcode.LocalGet and <= Opcode.TableSet:
                instruction.Index = _cursor.U32();
                break;
            case Opcode.CallIndirect or Opcode.ReturnCallIndirect:
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
                instruction.Type = ValueType.Ref(TypeDecoder.Heap(ref _cursor, _module));
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
            case >= Opcode.Atomic:
                AtomicImmediates.Read(ref _cursor, ref instruction);
                break;
            case >= Opcode.Vector:
                VectorImmediates.Read(ref _cursor, ref instruction);
                break;
            case >= Opcode.Gc:
                GcImmediates(ref instruction);
                break;
            case >= Opcode.MemoryInit:
                instruction.Index = _cursor.U32();
                break;
        }
    }

    private void GcImmediates(ref Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.StructGet or Opcode.StructGetS or Opcode.StructGetU or Opcode.StructSet or Opcode.ArrayNewFixed or Opcode.ArrayNewData:
            case Opcode.ArrayNewElem or Opcode.ArrayCopy or Opcode.ArrayInitData or Opcode.ArrayInitElem:
                instruction.Index = _cursor.U32();
                instruction.Index2 = _cursor.U32();
                break;
            case Opcode.RefTest or Opcode.RefCast:
                instruction.Type = ValueType.Ref(TypeDecoder.Heap(ref _cursor, _module), false);
                break;
            case Opcode.RefTestNull or Opcode.RefCastNull:
                instruction.Type = ValueType.Ref(TypeDecoder.Heap(ref _cursor, _module));
                break;
            case Opcode.BrOnCast or Opcode.BrOnCastFail:
                CastBranch(ref instruction);
                break;
            case <= Opcode.ArrayFill and not Opcode.ArrayLen:
                instruction.Index = _cursor.U32();
                break;
        }
    }

    private void CastBranch(ref Instruction instruction)
    {
        const int SourceNullable = 1;
        const int TargetNullable = 2;
        var at = _cursor.Position;
        var flags = _cursor.Byte();
        if (flags > (SourceNullable | TargetNullable))
        {
            throw WasmFormatException.Malformed(at, "malformed flags of a branch on a cast");
        }

        instruction.Index = _cursor.U32();
        instruction.Type = ValueType.Ref(TypeDecoder.Heap(ref _cursor, _module), (flags & SourceNullable) != 0);
        instruction.Target = ValueType.Ref(TypeDecoder.Heap(ref _cursor, _module), (flags & TargetNullable) != 0);
    }

    private void Catches(ref Instruction instruction)
    {
        var clauses = new CatchClause[_cursor.Count("catch clauses", int.MaxValue)];
        for (var i = 0; i < clauses.Length; i++)
        {
            var at = _cursor.Position;
            var kind = (CatchKind)_cursor.Byte();
            clauses[i] = kind switch
            {
                CatchKind.Catch or CatchKind.CatchRef => new CatchClause(kind, _cursor.U32(), _cursor.U32()),
                CatchKind.CatchAll or CatchKind.CatchAllRef => new CatchClause(kind, 0, _cursor.U32()),
                _ => throw WasmFormatException.Malformed(at, "malformed catch clause"),
            };
        }

        instruction.Catches = clauses;
    }

    private void BranchTargets(ref Instruction instruction)
    {
        var targets = new uint[_cursor.Count("branch targets", _module.Limits.MaxBranchTargets) + 1];
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
            instruction.Type = TypeDecoder.Value(ref _cursor, _module);
        }

        if (count != 1)
        {
            throw WasmFormatException.Invalid(instruction.Offset, $"a select has {count} types");
        }
    }

    private FunctionType? BlockType()
    {
        var at = _cursor.Position;
        var first = _cursor.Peek();
        if (first == EmptyBlock)
        {
            _cursor.Byte();
            return FunctionType.Empty;
        }

        if (TypeDecoder.IsOneByte(first))
        {
            var type = TypeDecoder.Value(ref _cursor, _module);
            return type.IsReference ? new FunctionType([], [type]) : SingleNumbers[type.Kind - ValueKind.I32];
        }

        var index = _cursor.S33();
        return index >= 0 ? _module.FunctionTypeAt((uint)index) : throw WasmFormatException.Malformed(at, "malformed block type");
    }
}
