using System.Collections.Immutable;
using System.Globalization;

namespace Ludos.Protocols.Generator;

/// <summary>Writes the layouts as TypeScript constants: offsets of fields, numbers, maps.</summary>
internal static class ScriptLayout
{
    public const string Path = "web/src/arena/generated/layout.ts";

    public static GeneratedFile Write(ImmutableArray<LayoutFile> layouts)
    {
        var text = new CodeText(2);
        text.Line("// Generated from protocols/ by './ludos layout generate'. Change the schemas, not this file.");
        text.Line("// The bytes of an arena, little-endian: offsets in bytes, 64-bit numbers as bigint.");
        foreach (var layout in layouts)
        {
            text.Line();
            text.Line($"// ---- protocols/{layout.Path} ----");
            text.Line();
            foreach (var number in layout.Numbers)
            {
                Doc(text, number.Doc);
                text.Line($"export const {number.Name} = {Literal(number)};");
            }

            foreach (var node in layout.Enums)
            {
                text.Line();
                Doc(text, node.Doc);
                text.OpenInline($"export const {node.Name} = {{");
                foreach (var (index, value) in node.Values.Index())
                {
                    Doc(text, value.Doc);
                    text.Line(string.Create(CultureInfo.InvariantCulture, $"{value.Name}: {index},"));
                }

                text.Close("} as const;");
            }

            foreach (var map in layout.Maps)
            {
                Map(text, map);
            }

            foreach (var memory in layout.Structs)
            {
                Struct(text, memory);
            }
        }

        return new GeneratedFile(Path, text.ToString());
    }

    private static void Map(CodeText text, MemoryMap map)
    {
        text.Line();
        Doc(text, $"Where things lie in a block \"{map.Block}\". {map.Doc}".TrimEnd());
        text.OpenInline($"export const {map.Name} = {{");
        foreach (var placement in map.Placements)
        {
            text.Line(string.Create(CultureInfo.InvariantCulture, $"{placement.Name}: {{ offset: {placement.Offset}, stride: {placement.Stride}, count: {placement.Count} }},"));
        }

        text.Close("} as const;");
    }

    private static void Struct(CodeText text, MemoryStruct memory)
    {
        text.Line();
        Doc(text, memory.Doc);
        text.OpenInline($"export const {memory.Name} = {{");
        text.Line(string.Create(CultureInfo.InvariantCulture, $"sizeBytes: {memory.Bytes},"));
        foreach (var field in memory.Fields)
        {
            Doc(text, field.Doc);
            text.Line(string.Create(CultureInfo.InvariantCulture, $"{field.Name}: {field.Offset},"));
        }

        text.Close("} as const;");
    }

    private static void Doc(CodeText text, string doc)
    {
        if (doc.Length > 0)
        {
            text.Line($"/** {doc.Replace('\n', ' ').Replace("*/", "* /", StringComparison.Ordinal)} */");
        }
    }

    private static string Literal(ConstNode node)
    {
        var bits = ((NumberValue)node.Value).Bits;
        return node.Type.Kind switch
        {
            TypeKind.UInt64 => string.Create(CultureInfo.InvariantCulture, $"0x{bits:x}n"),
            TypeKind.Int64 => $"{(long)bits}n",
            _ => SharpFile.Literal(node.Type.Kind, bits),
        };
    }
}
