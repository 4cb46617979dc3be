using System.Collections.Immutable;
using System.Globalization;

namespace Ludos.Protocols.Generator;

/// <summary>Writes the layouts as a C header whose assertions the C compiler checks.</summary>
internal static class CHeader
{
    public const string Path = "sdk/c/ludos_layout.h";

    public static GeneratedFile Write(ImmutableArray<LayoutFile> layouts)
    {
        var text = new CodeText(4);
        text.Line("/* Generated from protocols/ by './ludos layout generate'. Change the schemas, not this file.");
        text.Line(" * The bytes of an arena, little-endian: what docs/reference/arena.md tells in words. */");
        text.Line("#ifndef LUDOS_LAYOUT_H");
        text.Line("#define LUDOS_LAYOUT_H");
        text.Line();
        text.Line("#include <stddef.h>");
        text.Line("#include <stdint.h>");
        text.Line();
        text.Line("#ifdef __cplusplus");
        text.Line("#define LUDOS_LAYOUT_ASSERT(condition, message) static_assert(condition, message)");
        text.Line("#define LUDOS_LAYOUT_ALIGN alignas(8)");
        text.Line("#else");
        text.Line("#define LUDOS_LAYOUT_ASSERT(condition, message) _Static_assert(condition, message)");
        text.Line("#define LUDOS_LAYOUT_ALIGN _Alignas(8)");
        text.Line("#endif");
        foreach (var layout in layouts)
        {
            text.Line();
            text.Line($"/* ---- protocols/{layout.Path} ---- */");
            Numbers(text, layout);
            foreach (var memory in layout.Structs)
            {
                text.Line();
                Struct(text, memory);
            }
        }

        text.Line();
        text.Line("#endif");
        return new GeneratedFile(Path, text.ToString());
    }

    private static void Numbers(CodeText text, LayoutFile layout)
    {
        text.Line();
        foreach (var number in layout.Numbers)
        {
            Doc(text, number.Doc);
            text.Line($"#define LUDOS_{Names.UpperSnake(number.Name)} {Literal(number)}");
        }

        foreach (var node in layout.Enums)
        {
            text.Line();
            Doc(text, node.Doc);
            foreach (var (index, value) in node.Values.Index())
            {
                Doc(text, value.Doc);
                text.Line(string.Create(CultureInfo.InvariantCulture, $"#define LUDOS_{Names.UpperSnake(node.Name)}_{Names.UpperSnake(value.Name)} {index}u"));
            }
        }

        foreach (var map in layout.Maps)
        {
            text.Line();
            text.Line($"/* Where things lie in a block \"{map.Block}\", in bytes from its start. {map.Doc.Replace('\n', ' ')}".TrimEnd() + " */");
            foreach (var placement in map.Placements)
            {
                var name = PlacementName(map, placement);
                text.Line($"#define {name}_OFFSET {placement.Offset}u");
                text.Line($"#define {name}_STRIDE {placement.Stride}u");
                text.Line($"#define {name}_COUNT {placement.Count}u");
            }
        }
    }

    private static void Struct(CodeText text, MemoryStruct memory)
    {
        var name = TypeName(memory.Name);
        Doc(text, memory.Doc);
        text.OpenInline($"typedef struct {name} {{");
        foreach (var (offset, bytes, field) in memory.Cover())
        {
            Doc(text, field?.Doc ?? "");
            var member = field is null
                ? string.Create(CultureInfo.InvariantCulture, $"uint8_t reserved_{offset}[{bytes}]")
                : $"{FieldType(field.Kind)} {Names.Snake(field.Name)}";
            text.Line(offset == 0 ? $"LUDOS_LAYOUT_ALIGN {member};" : $"{member};");
        }

        text.Close($"}} {name};");
        text.Line(string.Create(CultureInfo.InvariantCulture, $"LUDOS_LAYOUT_ASSERT(sizeof({name}) == {memory.Bytes}, \"{name} has another size\");"));
        foreach (var field in memory.Fields)
        {
            var member = Names.Snake(field.Name);
            text.Line(string.Create(CultureInfo.InvariantCulture, $"LUDOS_LAYOUT_ASSERT(offsetof({name}, {member}) == {field.Offset}, \"{name}.{member} lies elsewhere\");"));
        }
    }

    public static string PlacementName(MemoryMap map, MemoryPlacement placement) => $"LUDOS_{Names.UpperSnake(map.Block)}_{Names.UpperSnake(placement.Name)}";

    public static string TypeName(string name) => $"ludos_{Names.Snake(name)}";

    private static void Doc(CodeText text, string doc)
    {
        if (doc.Length > 0)
        {
            text.Line($"/* {doc.Replace('\n', ' ').Replace("*/", "* /", StringComparison.Ordinal)} */");
        }
    }

    private static string Literal(ConstNode node)
    {
        var bits = ((NumberValue)node.Value).Bits;
        return node.Type.Kind switch
        {
            TypeKind.UInt64 => string.Create(CultureInfo.InvariantCulture, $"UINT64_C(0x{bits:x})"),
            TypeKind.Int64 => $"INT64_C({(long)bits})",
            TypeKind.UInt8 or TypeKind.UInt16 or TypeKind.UInt32 => string.Create(CultureInfo.InvariantCulture, $"{bits}u"),
            _ => $"({SharpFile.Literal(node.Type.Kind, bits)})",
        };
    }

    private static string FieldType(TypeKind kind) => kind switch
    {
        TypeKind.Float32 => "float",
        TypeKind.Float64 => "double",
        TypeKind.Enum => "uint16_t",
        _ => string.Create(CultureInfo.InvariantCulture, $"{(kind is TypeKind.Int8 or TypeKind.Int16 or TypeKind.Int32 or TypeKind.Int64 ? "int" : "uint")}{new SchemaType(kind).Bits}_t"),
    };
}
