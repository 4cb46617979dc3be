using System.Collections.Immutable;
using System.Globalization;

namespace Ludos.Protocols.Generator;

/// <summary>
/// Writes a Node program that prints what TypeScript says: the committed constants for numbers, placements and offsets, and for bytes the classes that
/// capnp-es makes of the same schemas, whose messages' data sections it looks at.
/// </summary>
public static class ScriptProbe
{
    /// <summary>Of a message of one segment: its table and the root pointer.</summary>
    private const int DataOffset = 16;

    /// <summary>To be run beside the constants without their types (.mjs) and the classes (.js), each at its schema's path.</summary>
    public static string Program(ImmutableArray<LayoutFile> layouts)
    {
        var text = new CodeText(2);
        text.Line("import { Message } from 'capnp-es';");
        foreach (var (index, file) in layouts.Index())
        {
            text.Line(string.Create(CultureInfo.InvariantCulture, $"import * as file{index} from './{Path.ChangeExtension(file.Path, ".js")}';"));
            text.Line(string.Create(CultureInfo.InvariantCulture, $"import * as layout{index} from './{Path.ChangeExtension(file.Path, ".mjs")}';"));
        }

        text.Line($"const layout = {{ {string.Join(", ", layouts.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"...layout{index}")))} }};");

        text.Line("const lines = [];");
        text.Line("const bits = (value) => BigInt.asUintN(64, BigInt(value)).toString();");
        foreach (var (index, file) in layouts.Index())
        {
            text.Lines(file.Numbers.Select(number => $"lines.push(`number {number.Name} ${{bits(layout.{number.Name})}}`);"));
            foreach (var map in file.Maps)
            {
                text.Lines(map.Placements.Select(placement => $"lines.push(((p) => `placement {map.Name}.{placement.Name} ${{p.offset}} ${{p.stride}} ${{p.count}}`)(layout.{map.Name}.{placement.Name}));"));
            }

            foreach (var memory in file.Structs)
            {
                Struct(text, memory, index);
            }
        }

        text.Line("console.log(lines.join('\\n'));");
        return text.ToString();
    }

    private static void Struct(CodeText text, MemoryStruct memory, int file)
    {
        text.Open("");
        text.Line("const message = new Message();");
        text.Line(string.Create(CultureInfo.InvariantCulture, $"const one = message.initRoot(file{file}.{memory.Name});"));
        text.Lines(memory.Fields.Select(field => $"one.{field.Name} = {Literal(field)};"));
        text.Line(string.Create(CultureInfo.InvariantCulture, $"const bytes = Buffer.from(message.toArrayBuffer(), {DataOffset}, layout.{memory.Name}.sizeBytes);"));
        text.Line($"lines.push(`struct {memory.Name} ${{layout.{memory.Name}.sizeBytes}} ${{bytes.toString('hex')}}`);");
        text.Lines(memory.Fields.Select(field => $"lines.push(`field {memory.Name}.{field.Name} ${{layout.{memory.Name}.{field.Name}}}`);"));
        text.Close();
    }

    private static string Literal(MemoryField field)
    {
        var bits = FieldPattern.Bits(field);
        return field.Kind switch
        {
            TypeKind.UInt64 => string.Create(CultureInfo.InvariantCulture, $"{bits}n"),
            TypeKind.Int64 => string.Create(CultureInfo.InvariantCulture, $"{(long)bits}n"),
            TypeKind.Float32 => BitConverter.UInt32BitsToSingle((uint)bits).ToString("R", CultureInfo.InvariantCulture),
            TypeKind.Float64 => BitConverter.UInt64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture),
            _ => SharpFile.Literal(field.Kind, bits),
        };
    }
}
