using System.Globalization;
using System.Security;

namespace Ludos.Protocols.Generator;

/// <summary>Writes a layout as C#: one struct with explicit offsets for each $memory struct, and the constants and maps.</summary>
internal static class SharpLayout
{
    public static GeneratedFile Write(LayoutFile layout, GeneratorTarget target)
    {
        var stem = Names.FileStem(layout.Path);
        var text = new CodeText(4);
        SharpFile.Head(text, target, layout.Path, ["System.Runtime.InteropServices"]);
        Numbers(text, layout, target, stem);
        foreach (var memory in layout.Structs)
        {
            text.Line();
            Struct(text, memory);
        }

        return new GeneratedFile(target.PathOf(layout.Path, stem + "Layout"), text.ToString());
    }

    private static void Numbers(CodeText text, LayoutFile layout, GeneratorTarget target, string stem)
    {
        text.Line($"/// <summary>The numbers of {target.SchemaFolder}/{layout.Path}.</summary>");
        text.Open($"public static class {stem}Layout");
        foreach (var number in layout.Numbers)
        {
            SharpFile.Doc(text, number.Doc);
            text.Line(SharpFile.Number(number));
        }

        foreach (var map in layout.Maps)
        {
            text.Line();
            text.Line($"/// <summary>Where things lie in a block \"{SecurityElement.Escape(map.Block)}\", in bytes from its start.{(map.Doc.Length == 0 ? "" : " " + SecurityElement.Escape(map.Doc.Replace('\n', ' ')))}</summary>");
            text.Open($"public static class {Names.Pascal(map.Name)}");
            foreach (var placement in map.Placements)
            {
                var name = Names.Pascal(placement.Name);
                text.Line($"public const int {name}Offset = {placement.Offset};");
                text.Line($"public const int {name}Stride = {placement.Stride};");
                text.Line($"public const int {name}Count = {placement.Count};");
            }

            text.Close();
        }

        text.Close();
    }

    private static void Struct(CodeText text, MemoryStruct memory)
    {
        SharpFile.Doc(text, memory.Doc);
        text.Line("[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]");
        text.Open($"public struct {memory.Name}");
        text.Line(string.Create(CultureInfo.InvariantCulture, $"public const int SizeBytes = {memory.Bytes};"));
        foreach (var field in memory.Fields)
        {
            text.Line();
            SharpFile.Doc(text, field.Doc);
            text.Line(string.Create(CultureInfo.InvariantCulture, $"[FieldOffset({field.Offset})]"));
            text.Line($"public {field.EnumName ?? SharpFile.TypeName(field.Kind)} {Names.Pascal(field.Name)};");
        }

        text.Close();
    }
}
