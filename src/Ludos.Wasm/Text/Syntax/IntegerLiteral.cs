namespace Ludos.Wasm.Text.Syntax;

/// <summary>Decimal and hexadecimal integers, with underscores between digits.</summary>
internal static class IntegerLiteral
{
    public static uint ParseI32(AtomNode atom) => (uint)Parse(atom, signed: true, bits: 32);

    public static ulong ParseI64(AtomNode atom) => Parse(atom, signed: true, bits: 64);

    public static uint ParseU32(AtomNode atom) => (uint)Parse(atom, signed: false, bits: 32);

    public static ulong ParseU64(AtomNode atom) => Parse(atom, signed: false, bits: 64);

    /// <summary>A lane of <paramref name="bits"/> bits, signed or not, in the low bits.</summary>
    public static ulong ParseLane(AtomNode atom, int bits) => Parse(atom, signed: true, bits) & (ulong.MaxValue >> (64 - bits));

    public static byte ParseLaneIndex(AtomNode atom)
    {
        if (!IsNumber(atom.Text))
        {
            throw TextException.NotANumber(atom, "a lane index");
        }

        return (byte)Parse(atom, signed: false, bits: 8);
    }

    /// <summary>True for what can only be an unsigned number.</summary>
    public static bool IsNumber(string text) => text.Length > 0 && char.IsAsciiDigit(text[0]);

    public static bool LooksLikeNumber(string text) => IsNumber(text.TrimStart('+', '-')) || text.StartsWith("nan", StringComparison.Ordinal);

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

    private static ulong Parse(AtomNode atom, bool signed, int bits)
    {
        var text = atom.Text.AsSpan();
        var negative = signed && text[0] == '-';
        if (signed && text[0] is '-' or '+')
        {
            text = text[1..];
        }

        var hexadecimal = text.StartsWith("0x", StringComparison.Ordinal);
        var digits = Digits(hexadecimal ? text[2..] : text, hexadecimal) ?? throw TextException.NotANumber(atom, "an integer");
        var most = negative ? UInt128.One << (bits - 1) : (UInt128.One << bits) - 1;
        var magnitude = UInt128.Zero;
        foreach (var digit in digits)
        {
            magnitude = (magnitude * (hexadecimal ? 16u : 10u)) + (uint)Uri.FromHex(digit);
            if (magnitude > most)
            {
                throw TextException.OutOfRange(atom, $"{(signed ? "i" : "u")}{bits}");
            }
        }

        return negative ? 0 - (ulong)magnitude : (ulong)magnitude;
    }
}
