using System.Collections.Immutable;
using System.Globalization;

namespace Ludos.Protocols.Generator;

/// <summary>Writes a C program that prints what the C header says.</summary>
public static class CProbe
{
    /// <summary>To be compiled with sdk/c on the include path.</summary>
    public static string Program(ImmutableArray<LayoutFile> layouts)
    {
        var text = new CodeText(4);
        text.Line("#include <stdio.h>");
        text.Line("#include <string.h>");
        text.Line("#include \"ludos_layout.h\"");
        text.Line();
        text.Open("static void print_struct(const char *name, size_t size, const void *one)");
        text.Line("printf(\"struct %s %zu \", name, size);");
        text.Line("for (size_t at = 0; at < size; at++) printf(\"%02x\", ((const unsigned char *)one)[at]);");
        text.Line("printf(\"\\n\");");
        text.Close();
        text.Line();
        text.Open("int main(void)");
        foreach (var layout in layouts)
        {
            foreach (var number in layout.Numbers)
            {
                text.Line($"printf(\"number {number.Name} %llu\\n\", (unsigned long long)LUDOS_{Names.UpperSnake(number.Name)});");
            }

            foreach (var map in layout.Maps)
            {
                foreach (var placement in map.Placements)
                {
                    var name = CHeader.PlacementName(map, placement);
                    text.Line($"printf(\"placement {map.Name}.{placement.Name} %u %u %u\\n\", {name}_OFFSET, {name}_STRIDE, {name}_COUNT);");
                }
            }

            foreach (var memory in layout.Structs)
            {
                Struct(text, memory);
            }
        }

        text.Line("return 0;");
        text.Close();
        return text.ToString();
    }

    private static void Struct(CodeText text, MemoryStruct memory)
    {
        var type = CHeader.TypeName(memory.Name);
        text.Open("");
        text.Line($"{type} one;");
        text.Line("memset(&one, 0, sizeof(one));");
        foreach (var field in memory.Fields)
        {
            var bits = string.Create(CultureInfo.InvariantCulture, $"UINT64_C(0x{FieldPattern.Bits(field):x})");
            text.Line(field.Kind is TypeKind.Float32 or TypeKind.Float64
                ? $"{{ const uint64_t bits = {bits}; memcpy(&one.{Names.Snake(field.Name)}, &bits, sizeof(one.{Names.Snake(field.Name)})); }}"
                : $"one.{Names.Snake(field.Name)} = {bits};");
        }

        text.Line($"print_struct(\"{memory.Name}\", sizeof(one), &one);");
        foreach (var field in memory.Fields)
        {
            text.Line($"printf(\"field {memory.Name}.{field.Name} %zu\\n\", offsetof({type}, {Names.Snake(field.Name)}));");
        }

        text.Close();
    }
}
