using System.Globalization;
using System.Text;

namespace Ludos.Wasm.Text.Printing;

/// <summary>Strings, identifiers and numbers as text that reads back to the same bits.</summary>
internal static class Literals
{
    public static string Identifier(string name)
    {
        foreach (var letter in name)
        {
            if (letter is <= ' ' or >= '\x7F' or '"' or ',' or ';' or '(' or ')' or '[' or ']' or '{' or '}')
            {
                return "$" + Quoted(Encoding.UTF8.GetBytes(name));
            }
        }

        return name.Length == 0 ? "$\"\"" : "$" + name;
    }

    public static string Quoted(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length + 2).Append('"');
        foreach (var value in bytes)
        {
            _ = value switch
            {
                (byte)'"' => text.Append("\\\""),
                (byte)'\\' => text.Append("\\\\"),
                (byte)'\n' => text.Append("\\n"),
                (byte)'\t' => text.Append("\\t"),
                >= 0x20 and < 0x7F => text.Append((char)value),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\{value:x2}"),
            };
        }

        return text.Append('"').ToString();
    }

    public static string Single(uint bits)
    {
        const uint Fraction = 0x7F_FFFF;
        const uint QuietBit = 0x40_0000;
        var value = BitConverter.UInt32BitsToSingle(bits);
        return float.IsNaN(value) ? Nan(bits >> 31 != 0, bits & Fraction, QuietBit)
            : float.IsInfinity(value) ? (value < 0 ? "-inf" : "inf")
            : value.ToString("R", CultureInfo.InvariantCulture);
    }

    public static string Double(ulong bits)
    {
        const ulong Fraction = 0xF_FFFF_FFFF_FFFF;
        const ulong QuietBit = 0x8_0000_0000_0000;
        var value = BitConverter.UInt64BitsToDouble(bits);
        return double.IsNaN(value) ? Nan(bits >> 63 != 0, bits & Fraction, QuietBit)
            : double.IsInfinity(value) ? (value < 0 ? "-inf" : "inf")
            : value.ToString("R", CultureInfo.InvariantCulture);
    }

    private static string Nan(bool negative, ulong payload, ulong canonical) =>
        (negative ? "-nan" : "nan") + (payload == canonical ? "" : $":0x{payload:x}");
}
