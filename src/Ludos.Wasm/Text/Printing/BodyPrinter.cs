using Ludos.Wasm.Decoding;
using Ludos.Wasm.Text.Assembly;
using Ludos.Wasm.Text.Instructions;

namespace Ludos.Wasm.Text.Printing;

/// <summary>Prints one expression, instruction by instruction.</summary>
internal sealed partial class BodyPrinter(ModuleMap map, TypePrinter types, NameMap locals, PrintedText text)
{
    private const byte Else = 0x05;
    private const byte End = 0x0B;
    private const byte SelectTyped = 0x1C;

    private static readonly Dictionary<byte, string> Blocks = new() { [0x02] = "block", [0x03] = "loop", [0x04] = "if", [0x1F] = "try_table" };

    private int _depth;

    /// <summary>Reads up to the end that closes the expression.</summary>
    public void Print(ref ByteCursor cursor)
    {
        while (true)
        {
            var opcode = cursor.Byte();
            switch (opcode)
            {
                case End when _depth == 0:
                    return;
                case End:
                    _depth--;
                    Line("end");
                    break;
                case Else:
                    _depth = Math.Max(0, _depth - 1);
                    Line("else");
                    _depth++;
                    break;
                case var _ when Blocks.TryGetValue(opcode, out var word):
                    Line(word + BlockType(ref cursor) + (word == "try_table" ? Catches(ref cursor) : ""));
                    _depth++;
                    break;
                case SelectTyped:
                    Line($"select (result{string.Concat(TypePrinter.ReadList(ref cursor).Select(type => " " + types.Word(type)))})");
                    break;
                default:
                    Plain(opcode, ref cursor);
                    break;
            }
        }
    }

    private void Line(string instruction) => text.Instruction(instruction, _depth);

    private string BlockType(ref ByteCursor cursor)
    {
        const byte NoResult = 0x40;
        var next = cursor.Peek();
        if (next == NoResult)
        {
            cursor.Byte();
            return "";
        }

        // A type index is a non-negative number in 33 bits, a type in place a negative one.
        if ((next & 0xC0) == 0x40)
        {
            return $" (result {types.Word(TypePrinter.Read(ref cursor))})";
        }

        return $" (type {map.Names.Types.Reference((uint)cursor.S33())})";
    }

    private string Catches(ref ByteCursor cursor)
    {
        var clauses = "";
        for (var left = cursor.U32(); left > 0; left--)
        {
            var at = cursor.Position;
            var kind = cursor.Byte();
            clauses += kind switch
            {
                0 => $" (catch {map.Names.Tags.Reference(cursor.U32())} {cursor.U32()})",
                1 => $" (catch_ref {map.Names.Tags.Reference(cursor.U32())} {cursor.U32()})",
                2 => $" (catch_all {cursor.U32()})",
                3 => $" (catch_all_ref {cursor.U32()})",
                _ => throw WasmFormatException.Malformed(at, $"0x{kind:x2} is no kind of catch clause"),
            };
        }

        return clauses;
    }

    private void Plain(byte opcode, ref ByteCursor cursor)
    {
        var at = cursor.Position - 1;
        var (prefix, code) = opcode >= 0xFB ? (opcode, cursor.U32()) : ((byte)0, opcode);

        // Casts to a nullable type have the number above.
        var nullable = prefix == 0xFB && code is 21 or 23;
        if (!TextInstructions.TryGet(prefix, nullable ? code - 1 : code, out var instruction))
        {
            throw WasmFormatException.Malformed(at, prefix == 0 ? $"0x{opcode:x2} is no instruction" : $"0x{opcode:x2} {code} is no instruction");
        }

        Line(instruction.Name + Immediates(instruction, nullable, ref cursor));
    }
}
