using System.Globalization;

namespace Ludos.Protocols.Generator;

/// <summary>Fields of a data section in C#: how they are read and written, with the default XORed.</summary>
internal static class SharpNumbers
{
    public static string TypeName(SharpTypes types, SchemaType type) => type.Kind == TypeKind.Enum ? types.Enum(type) : SharpFile.TypeName(type.Kind);

    /// <summary>An expression that reads the field from _raw.</summary>
    public static string Read(SharpTypes types, SchemaField field)
    {
        var (type, bits) = (field.Type!, ((NumberValue)field.Default).Bits);
        if (type.Kind == TypeKind.Bool)
        {
            return $"{(bits != 0 ? "!" : "")}_raw.Bit({Number(field.Offset)})";
        }

        var place = Number(field.Offset * type.Bits / 8);
        var name = TypeName(types, type);
        return bits == 0 ? $"_raw.Number<{name}>({place})" : FromBits(type, name, $"_raw.Number<{Carrier(type)}>({place}) ^ {Mask(type, bits)}");
    }

    /// <summary>A statement that writes value to the field.</summary>
    public static string Write(SharpTypes types, SchemaField field)
    {
        var (type, bits) = (field.Type!, ((NumberValue)field.Default).Bits);
        if (type.Kind == TypeKind.Bool)
        {
            return $"_raw.SetBit({Number(field.Offset)}, {(bits != 0 ? "!" : "")}value)";
        }

        var place = Number(field.Offset * type.Bits / 8);
        return bits == 0
            ? $"_raw.SetNumber<{TypeName(types, type)}>({place}, value)"
            : $"_raw.SetNumber<{Carrier(type)}>({place}, ({Carrier(type)})({ToBits(type)} ^ {Mask(type, bits)}))";
    }

    /// <summary>The default as a C# expression.</summary>
    public static string Default(SharpTypes types, SchemaField field) => Value(types, field.Type!, ((NumberValue)field.Default).Bits);

    public static string Value(SharpTypes types, SchemaType type, ulong bits) => type.Kind switch
    {
        TypeKind.Enum => $"({types.Enum(type)}){Number((long)bits)}",
        TypeKind.Float32 => Float(BitConverter.UInt32BitsToSingle((uint)bits).ToString("R", CultureInfo.InvariantCulture), "float", "f"),
        TypeKind.Float64 => Float(BitConverter.UInt64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture), "double", "d"),
        _ => SharpFile.Literal(type.Kind, bits),
    };

    private static string Float(string text, string type, string suffix) => text switch
    {
        "NaN" => $"{type}.NaN",
        "Infinity" => $"{type}.PositiveInfinity",
        "-Infinity" => $"{type}.NegativeInfinity",
        _ => text + suffix,
    };

    private static string FromBits(SchemaType type, string name, string expression) => type.Kind switch
    {
        TypeKind.Float32 => $"global::System.BitConverter.UInt32BitsToSingle({expression})",
        TypeKind.Float64 => $"global::System.BitConverter.UInt64BitsToDouble({expression})",
        _ => $"({name})({expression})",
    };

    private static string ToBits(SchemaType type) => type.Kind switch
    {
        TypeKind.Float32 => "global::System.BitConverter.SingleToUInt32Bits(value)",
        TypeKind.Float64 => "global::System.BitConverter.DoubleToUInt64Bits(value)",
        _ => $"({Carrier(type)})value",
    };

    private static string Carrier(SchemaType type) => type.Bits switch
    {
        8 => "byte",
        16 => "ushort",
        32 => "uint",
        _ => "ulong",
    };

    private static string Mask(SchemaType type, ulong bits) => string.Create(CultureInfo.InvariantCulture, $"0x{bits & (ulong.MaxValue >> (64 - type.Bits)):x}{(type.Bits == 64 ? "UL" : "U")}");

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
