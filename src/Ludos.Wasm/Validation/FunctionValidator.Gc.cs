using System.Collections.Immutable;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Validation;

/// <summary>Structs, tests, casts and conversions. Arrays are in their own file.</summary>
internal sealed partial class FunctionValidator
{
    private void Gc(in Instruction instruction)
    {
        if (instruction.Opcode <= Opcode.StructSet)
        {
            StructInstruction(in instruction);
        }
        else if (instruction.Opcode <= Opcode.ArrayInitElem)
        {
            ArrayInstruction(in instruction);
        }
        else
        {
            Cast(in instruction);
        }
    }

    private void StructInstruction(in Instruction instruction)
    {
        var (type, fields) = Struct(instruction.Index);
        switch (instruction.Opcode)
        {
            case Opcode.StructNew:
                for (var i = fields.Length - 1; i >= 0; i--)
                {
                    _stack.Pop(fields[i].Type);
                }

                _stack.Push(ValueType.Ref(type, false));
                break;
            case Opcode.StructNewDefault:
                foreach (var field in fields)
                {
                    RequireDefault(field);
                }

                _stack.Push(ValueType.Ref(type, false));
                break;
            case Opcode.StructSet:
                var written = Field(fields, instruction.Index2);
                RequireMutable(written, "field");
                _stack.Pop(written.Type);
                _stack.Pop(ValueType.Ref(type));
                break;
            default:
                var read = Field(fields, instruction.Index2);
                RequireExtension(instruction.Opcode is Opcode.StructGetS or Opcode.StructGetU, read);
                _stack.Pop(ValueType.Ref(type));
                _stack.Push(read.Type);
                break;
        }
    }

    private void Cast(in Instruction instruction)
    {
        switch (instruction.Opcode)
        {
            case Opcode.RefTest or Opcode.RefTestNull:
                PopOfHierarchy(instruction.Type);
                _stack.Push(I32);
                break;
            case Opcode.RefCast or Opcode.RefCastNull:
                PopOfHierarchy(instruction.Type);
                _stack.Push(instruction.Type);
                break;
            case Opcode.BrOnCast or Opcode.BrOnCastFail:
                BranchOnCast(in instruction);
                break;
            case Opcode.AnyConvertExtern:
                _stack.Push(ValueType.Ref(HeapKind.Any, PopConverted(ValueType.ExternRef)));
                break;
            case Opcode.ExternConvertAny:
                _stack.Push(ValueType.Ref(HeapKind.Extern, PopConverted(ValueType.AnyRef)));
                break;
            case Opcode.RefI31:
                _stack.Pop(I32);
                _stack.Push(ValueType.I31Ref.NonNull());
                break;
            default:
                _stack.Pop(ValueType.I31Ref);
                _stack.Push(I32);
                break;
        }
    }

    /// <summary>Whether what was popped may be null.</summary>
    private bool PopConverted(ValueType expected)
    {
        var type = _stack.Pop(expected);
        return type.Kind != ValueKind.Bottom && type.IsNullable;
    }

    /// <summary>A cast looks only at references that could be what it looks for.</summary>
    private void PopOfHierarchy(ValueType target) => _stack.Pop(ValueType.Ref(target.Heap.Top));

    private void BranchOnCast(in Instruction instruction)
    {
        var (source, target) = (instruction.Type, instruction.Target);
        if (!target.IsSubtypeOf(source))
        {
            throw _stack.Mismatch($"{target} is no subtype of {source}");
        }

        var difference = target.IsNullable ? source.NonNull() : source;
        var (taken, kept) = instruction.Opcode == Opcode.BrOnCast ? (target, difference) : (difference, target);
        var label = _stack.Label(instruction.Index);
        if (label.Length == 0 || !taken.IsSubtypeOf(label[^1]))
        {
            throw _stack.Mismatch($"a branch with {taken} goes to a label that does not take it");
        }

        _stack.Pop(source);
        _stack.Pop(label[..^1]);
        _stack.Push(label[..^1]);
        _stack.Push(kept);
    }

    private (DefinedType Type, ImmutableArray<GcFieldType> Fields) Struct(uint index) =>
        index < (uint)module.Types.Count && module.Types[(int)index] is { Struct: { } structure } type
            ? (type, structure.Fields)
            : throw WasmFormatException.Invalid(_stack.Offset, $"type mismatch: type {index} is no struct");

    private GcFieldType Field(ImmutableArray<GcFieldType> fields, uint index) =>
        index < (uint)fields.Length ? fields[(int)index] : throw WasmFormatException.Invalid(_stack.Offset, $"unknown field {index}");

    private void RequireMutable(GcFieldType field, string what)
    {
        if (!field.Mutable)
        {
            throw WasmFormatException.Invalid(_stack.Offset, $"immutable {what}");
        }
    }

    private void RequireDefault(GcFieldType field)
    {
        if (!field.Type.HasDefault)
        {
            throw _stack.Mismatch($"{field.Type} has no default");
        }
    }

    /// <summary>Packed fields say how they are widened, and only they.</summary>
    private void RequireExtension(bool extends, GcFieldType field)
    {
        if (extends != (field.Packed != PackedKind.None))
        {
            throw _stack.Mismatch(extends ? "only packed fields are extended" : "a packed field is read with or without sign");
        }
    }
}
