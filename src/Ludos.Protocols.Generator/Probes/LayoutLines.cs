using System.Globalization;

namespace Ludos.Protocols.Generator;

/// <summary>A layout as lines of text, which every language prints of its own view of it: equal lines are equal layouts, byte for byte.</summary>
public static class LayoutLines
{
    /// <summary>What the schema says.</summary>
    public static IReadOnlyList<string> Expected(IEnumerable<LayoutFile> layouts)
    {
        ArgumentNullException.ThrowIfNull(layouts);
        var lines = new List<string>();
        foreach (var layout in layouts)
        {
            lines.AddRange(layout.Numbers.Select(number => Number(number.Name, ((NumberValue)number.Value).Bits)));
            foreach (var map in layout.Maps)
            {
                lines.AddRange(map.Placements.Select(placement => Placement(map.Name, placement.Name, placement.Offset, placement.Stride, placement.Count)));
            }

            foreach (var memory in layout.Structs)
            {
                lines.Add(Struct(memory.Name, memory.Bytes, FieldPattern.Struct(memory)));
                lines.AddRange(memory.Fields.Select(field => Field(memory.Name, field.Name, field.Offset)));
            }
        }

        return lines;
    }

    internal static string Number(string name, ulong bits) => string.Create(CultureInfo.InvariantCulture, $"number {name} {bits}");

    internal static string Placement(string map, string name, long offset, long stride, long count) =>
        string.Create(CultureInfo.InvariantCulture, $"placement {map}.{name} {offset} {stride} {count}");

    internal static string Struct(string name, int bytes, ReadOnlySpan<byte> content) =>
        string.Create(CultureInfo.InvariantCulture, $"struct {name} {bytes} {Convert.ToHexStringLower(content)}");

    internal static string Field(string type, string name, long offset) => string.Create(CultureInfo.InvariantCulture, $"field {type}.{name} {offset}");
}
