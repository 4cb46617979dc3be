using System.Collections.Immutable;
using System.Globalization;

namespace Ludos.Protocols.Generator;

/// <summary>Writes the layouts as TypeScript constants: offsets of fields, numbers, maps.</summary>
internal static class ScriptLayout
{
    private const string Origin = "by './ludos layout generate'. Change the schemas, not this file.";

    public static IEnumerable<GeneratedFile> Write(ImmutableArray<LayoutFile> layouts) => layouts.Select(Schema).Append(All(layouts));

    /// <summary>What everybody imports.</summary>
    private static GeneratedFile All(ImmutableArray<LayoutFile> layouts)
    {
        var text = new CodeText(2);
        text.Line($"// Generated from protocols/ {Origin}");
        text.Lines(layouts.Select(layout => $"export * from './{Path.ChangeExtension(layout.Path, null)}';"));
        return new GeneratedFile($"{GeneratorTarget.ScriptFolder}/layout.ts", text.ToString());
    }

    private static GeneratedFile Schema(LayoutFile layout)
    {
        var text = new CodeText(2);
        text.Line($"// Generated from protocols/{layout.Path} {Origin}");
        text.Line("// Little-endian: offsets in bytes, 64-bit numbers as bigint.");
        text.Line();
        foreach (var number in layout.Numbers)
        {
            Doc(text, number.Doc);
            text.Line($"export const {number.Name} = {Literal(number)};");
        }

        foreach (var node in layout.Enums)
        {
            Enum(text, node);
        }

        foreach (var map in layout.Maps)
        {
            Map(text, map);
        }

        foreach (var memory in layout.Structs)
        {
            Struct(text, memory);
        }

        return new GeneratedFile($"{GeneratorTarget.ScriptFolder}/{Path.ChangeExtension(layout.Path, ".ts")}", text.ToString());
    }

    private static void Enum(CodeText text, EnumNode node)
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
