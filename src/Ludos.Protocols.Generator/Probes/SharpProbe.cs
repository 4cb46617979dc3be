using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Ludos.Protocols.Generator;

/// <summary>What the compiled C# says: its constants, and its structs filled field by field.</summary>
public static class SharpProbe
{
    private static readonly MethodInfo BytesOfOne = typeof(SharpProbe).GetMethod(nameof(Bytes), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <param name="assembly">That the generated files are compiled into.</param>
    public static IReadOnlyList<string> Lines(IEnumerable<LayoutFile> layouts, GeneratorTarget target, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(layouts);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(assembly);
        var lines = new List<string>();
        foreach (var layout in layouts)
        {
            var space = target.NamespaceOf(layout.Path);
            var holder = assembly.GetType($"{space}.{Names.FileStem(layout.Path)}Layout");
            lines.AddRange(layout.Numbers.Select(number => LayoutLines.Number(number.Name, Constant(holder, Names.Pascal(number.Name)))));
            foreach (var map in layout.Maps)
            {
                var places = holder?.GetNestedType(Names.Pascal(map.Name));
                lines.AddRange(map.Placements.Select(placement => Placement(places, map.Name, placement.Name)));
            }

            foreach (var memory in layout.Structs)
            {
                lines.AddRange(Struct(assembly.GetType($"{space}.{memory.Name}"), memory));
            }
        }

        return lines;
    }

    private static string Placement(Type? places, string map, string name)
    {
        var stem = Names.Pascal(name);
        return LayoutLines.Placement(map, name, (long)Constant(places, stem + "Offset"), (long)Constant(places, stem + "Stride"), (long)Constant(places, stem + "Count"));
    }

    private static IEnumerable<string> Struct(Type? type, MemoryStruct memory)
    {
        if (type is null)
        {
            return [$"struct {memory.Name} is not compiled"];
        }

        var one = Activator.CreateInstance(type)!;
        var lines = new List<string>();
        foreach (var field in memory.Fields)
        {
            var place = type.GetField(Names.Pascal(field.Name));
            place?.SetValue(one, Value(place.FieldType, field));
            lines.Add(LayoutLines.Field(memory.Name, field.Name, place?.GetCustomAttribute<FieldOffsetAttribute>()?.Value ?? -1));
        }

        var bytes = (byte[])BytesOfOne.MakeGenericMethod(type).Invoke(null, [one])!;
        return lines.Prepend(LayoutLines.Struct(memory.Name, bytes.Length, bytes));
    }

    private static byte[] Bytes<T>(object one)
        where T : unmanaged
    {
        var value = (T)one;
        return MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
    }

    private static object Value(Type type, MemoryField field)
    {
        var bits = FieldPattern.Bits(field);
        return field.Kind switch
        {
            TypeKind.Enum => Enum.ToObject(type, (ushort)bits),
            TypeKind.Int8 => (sbyte)bits,
            TypeKind.Int16 => (short)bits,
            TypeKind.Int32 => (int)bits,
            TypeKind.Int64 => (long)bits,
            TypeKind.UInt8 => (byte)bits,
            TypeKind.UInt16 => (ushort)bits,
            TypeKind.UInt32 => (uint)bits,
            TypeKind.UInt64 => bits,
            TypeKind.Float32 => BitConverter.UInt32BitsToSingle((uint)bits),
            _ => BitConverter.UInt64BitsToDouble(bits),
        };
    }

    /// <summary>The constant's bits; all of them set when there is none, which no line expects.</summary>
    private static ulong Constant(Type? holder, string name) => holder?.GetField(name)?.GetRawConstantValue() switch
    {
        null => ulong.MaxValue,
        ulong number => number,
        long number => (ulong)number,
        var number => (ulong)Convert.ToInt64(number, CultureInfo.InvariantCulture),
    };
}
