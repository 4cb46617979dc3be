using System.Globalization;
using System.Numerics;

namespace Ludos.Wasm.Tests.Wast.Syntax;

/// <summary>Decimal and hexadecimal integers, with underscores between digits.</summary>
internal static class IntegerLiteral
{
    public static uint ParseI32(AtomNode atom) => (uint)(ulong)(Parse(atom, signed: true, bits: 32) & uint.MaxValue);

    public static ulong ParseI64(AtomNode atom) => (ulong)(Parse(atom, signed: true, bits: 64) & ulong.MaxValue);

    public static uint ParseU32(AtomNode atom) => (uint)Parse(atom, signed: false, bits: 32);

    public static ulong ParseU64(AtomNode atom) => (ulong)Parse(atom, signed: false, bits: 64);

    public static bool IsNumber(string text) => text.Length > 0 && char.IsAsciiDigit(text[0]);

    /// <summary>Digits with their underscores taken out, or null when the text is not digits of that base.</summary>
    public static string? Digits(ReadOnlySpan<char> text, bool hexadecimal)
    {
        if (text.IsEmpty || text[0] == '_' || text[^1] == '_' || text.Contains("__", StringComparison.Ordinal))
        {
            return null;
        }

        foreach (var digit in text)
        {
            if (digit != '_' && !(hexadecimal ? char.IsAsciiHexDigit(digit) : char.IsAsciiDigit(digit)))
            {
                return null;
            }
        }

        return text.ToString().Replace("_", "", StringComparison.Ordinal);
    }

    private static BigInteger Parse(AtomNode atom, bool signed, int bits)
    {
        var text = atom.Text.AsSpan();
        var negative = signed && text[0] == '-';
        if (signed && text[0] is '-' or '+')
        {
            text = text[1..];
        }

        var hexadecimal = text.StartsWith("0x", StringComparison.Ordinal);
        var digits = Digits(hexadecimal ? text[2..] : text, hexadecimal) ?? throw new WastSyntaxException($"unknown operator {atom.Text}", atom.At);
        var magnitude = hexadecimal
            ? BigInteger.Parse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        var value = negative ? -magnitude : magnitude;
        if (value >= BigInteger.One << bits || value < (signed ? -(BigInteger.One << (bits - 1)) : 0))
        {
            throw new WastSyntaxException($"constant out of range: {atom.Text}", atom.At);
        }

        return value;
    }
}
