using System.Buffers.Binary;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Text.Assembly;
using Ludos.Wasm.Text.Instructions;

namespace Ludos.Wasm.Text.Printing;

/// <summary>What follows an instruction's keyword, with a space before each part.</summary>
internal sealed partial class BodyPrinter
{
    private string Immediates(TextInstruction instruction, bool nullable, ref ByteCursor cursor)
    {
        var names = map.Names;
        switch (instruction.Immediate)
        {
            case Immediate.None or Immediate.Select:
                return "";
            case Immediate.Local:
                return " " + locals.Reference(cursor.U32());
            case Immediate.Global:
                return " " + names.Globals.Reference(cursor.U32());
            case Immediate.Function:
                return " " + names.Functions.Reference(cursor.U32());
            case Immediate.Tag:
                return " " + names.Tags.Reference(cursor.U32());
            case Immediate.Label:
                return $" {cursor.U32()}";
            case Immediate.LabelTable:
                return LabelTable(ref cursor);
            case Immediate.CallIndirect:
                return CallIndirect(ref cursor);
            case Immediate.Fence:
                cursor.Byte();
                return "";
            case Immediate.HeapType:
                return " " + types.HeapWord(TypePrinter.Heap(ref cursor));
            case Immediate.ReferenceType:
                return " " + types.Word(new TextType(nullable ? TextType.RefNull : TextType.Ref, TypePrinter.Heap(ref cursor)));
            case Immediate.BranchOnCast:
                return BranchOnCast(ref cursor);
            case Immediate.I32 or Immediate.I64 or Immediate.F32 or Immediate.F64 or Immediate.Vector or Immediate.Lane or Immediate.Shuffle:
                return Constant(instruction.Immediate, ref cursor);
            case Immediate.Type or Immediate.TypeField or Immediate.TypeCount or Immediate.TypeType or Immediate.TypeData or Immediate.TypeElement:
                return Types(instruction.Immediate, ref cursor);
            default:
                return MemoryOrTable(instruction, ref cursor);
        }
    }

    private static string Constant(Immediate immediate, ref ByteCursor cursor) => immediate switch
    {
        Immediate.I32 => $" {cursor.S32()}",
        Immediate.I64 => $" {cursor.S64()}",
        Immediate.F32 => " " + Literals.Single(cursor.Fixed32()),
        Immediate.F64 => " " + Literals.Double(cursor.Fixed64()),
        Immediate.Lane => $" {cursor.Byte()}",
        Immediate.Shuffle => string.Concat(cursor.Take(VectorLiteral.Bytes).ToArray().Select(lane => $" {lane}")),
        _ => Vector(cursor.Take(VectorLiteral.Bytes)),
    };

    private static string Vector(ReadOnlySpan<byte> bytes)
    {
        var lanes = " i32x4";
        for (var at = 0; at < bytes.Length; at += sizeof(uint))
        {
            lanes += $" 0x{BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]):x8}";
        }

        return lanes;
    }

    private static string LabelTable(ref ByteCursor cursor)
    {
        var labels = new System.Text.StringBuilder();
        for (var left = (ulong)cursor.U32() + 1; left > 0; left--)
        {
            labels.Append(' ').Append(cursor.U32());
        }

        return labels.ToString();
    }

    private string CallIndirect(ref ByteCursor cursor)
    {
        var type = cursor.U32();
        var table = cursor.U32();
        return $"{(table == 0 ? "" : " " + map.Names.Tables.Reference(table))} (type {map.Names.Types.Reference(type)})";
    }

    private string BranchOnCast(ref ByteCursor cursor)
    {
        var at = cursor.Position;
        var flags = cursor.Byte();
        var label = cursor.U32();
        var from = new TextType((flags & 1) != 0 ? TextType.RefNull : TextType.Ref, TypePrinter.Heap(ref cursor));
        var to = new TextType((flags & 2) != 0 ? TextType.RefNull : TextType.Ref, TypePrinter.Heap(ref cursor));
        return flags <= 3 ? $" {label} {types.Word(from)} {types.Word(to)}" : throw WasmFormatException.Malformed(at, $"0x{flags:x2} are no flags of a cast");
    }

    private string Types(Immediate immediate, ref ByteCursor cursor)
    {
        var type = cursor.U32();
        var first = " " + map.Names.Types.Reference(type);
        return immediate switch
        {
            Immediate.Type => first,
            Immediate.TypeField => $"{first} {map.Names.FieldsOf(type).Reference(cursor.U32())}",
            Immediate.TypeCount => $"{first} {cursor.U32()}",
            Immediate.TypeType => $"{first} {map.Names.Types.Reference(cursor.U32())}",
            Immediate.TypeData => $"{first} {map.Names.Data.Reference(cursor.U32())}",
            _ => $"{first} {map.Names.Elements.Reference(cursor.U32())}",
        };
    }

    private string MemoryOrTable(TextInstruction instruction, ref ByteCursor cursor)
    {
        var names = map.Names;
        switch (instruction.Immediate)
        {
            case Immediate.MemoryArgument:
                return MemoryArgument(instruction, ref cursor);
            case Immediate.MemoryLane:
                return $"{MemoryArgument(instruction, ref cursor)} {cursor.Byte()}";
            case Immediate.Memory:
                return Optional(names.Memories, cursor.U32());
            case Immediate.Table:
                return Optional(names.Tables, cursor.U32());
            case Immediate.MemoryCopy:
                return Pair(names.Memories, cursor.U32(), cursor.U32());
            case Immediate.TableCopy:
                return Pair(names.Tables, cursor.U32(), cursor.U32());
            case Immediate.Data:
                return " " + names.Data.Reference(cursor.U32());
            case Immediate.Element:
                return " " + names.Elements.Reference(cursor.U32());
            case Immediate.MemoryInit:
                var data = names.Data.Reference(cursor.U32());
                return $"{Optional(names.Memories, cursor.U32())} {data}";
            case Immediate.TableInit:
                var element = names.Elements.Reference(cursor.U32());
                return $"{Optional(names.Tables, cursor.U32())} {element}";
            default:
                throw new InvalidOperationException($"No text for {instruction.Immediate}.");
        }
    }

    private static string Optional(NameMap names, uint index) => index == 0 ? "" : " " + names.Reference(index);

    private static string Pair(NameMap names, uint first, uint second) =>
        first == 0 && second == 0 ? "" : $" {names.Reference(first)} {names.Reference(second)}";

    private string MemoryArgument(TextInstruction instruction, ref ByteCursor cursor)
    {
        const uint HasMemoryIndex = 0x40;
        var at = cursor.Position;
        var align = cursor.U32();
        var memory = (align & HasMemoryIndex) != 0 ? cursor.U32() : 0;
        var offset = cursor.U64();
        align &= ~HasMemoryIndex;
        if (align >= 64)
        {
            throw WasmFormatException.Malformed(at, $"{align} is no alignment");
        }

        return Optional(map.Names.Memories, memory)
            + (offset == 0 ? "" : $" offset={offset}")
            + (align == instruction.Align ? "" : $" align={1UL << (int)align}");
    }
}
