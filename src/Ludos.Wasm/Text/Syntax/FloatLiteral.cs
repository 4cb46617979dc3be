using System.Globalization;
using System.Numerics;

namespace Ludos.Wasm.Text.Syntax;

/// <summary>Decimal and hexadecimal floats, infinities and NaNs with payload, to exact bits with one rounding.</summary>
internal static class FloatLiteral
{
    public static uint ParseF32(AtomNode atom) => (uint)Parse(atom, mantissaBits: 23, exponentBits: 8);

    public static ulong ParseF64(AtomNode atom) => Parse(atom, mantissaBits: 52, exponentBits: 11);

    private static ulong Parse(AtomNode atom, int mantissaBits, int exponentBits)
    {
        var text = atom.Text.AsSpan();
        var sign = text[0] == '-' ? 1UL << (mantissaBits + exponentBits) : 0;
        if (text[0] is '-' or '+')
        {
            text = text[1..];
        }

        var infinity = ((1UL << exponentBits) - 1) << mantissaBits;
        var bits = text switch
        {
            "inf" => infinity,
            "nan" => infinity | (1UL << (mantissaBits - 1)),
            _ when text.StartsWith("nan:0x", StringComparison.Ordinal) => infinity | Payload(text[6..], mantissaBits, atom),
            _ when text.StartsWith("0x", StringComparison.Ordinal) => Hexadecimal(text[2..], mantissaBits, exponentBits, atom),
            _ => Decimal(text, mantissaBits, atom),
        };
        if (bits == infinity && text is not "inf")
        {
            throw TextException.OutOfRange(atom, mantissaBits == 23 ? "f32" : "f64");
        }

        return sign | bits;
    }

    private static TextException NotANumber(AtomNode atom) => TextException.NotANumber(atom, "a floating-point number");

    private static ulong Payload(ReadOnlySpan<char> text, int mantissaBits, AtomNode atom)
    {
        var digits = IntegerLiteral.Digits(text, hexadecimal: true) ?? throw NotANumber(atom);
        var payload = BigInteger.Parse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return payload > 0 && payload < BigInteger.One << mantissaBits
            ? (ulong)payload
            : throw TextException.OutOfRange(atom, mantissaBits == 23 ? "f32" : "f64");
    }

    private static (string Whole, string Fraction, int Exponent) Split(ReadOnlySpan<char> text, bool hexadecimal, AtomNode atom)
    {
        var mark = hexadecimal ? text.IndexOfAny('p', 'P') : text.IndexOfAny('e', 'E');
        var exponent = mark < 0 ? 0 : Exponent(text[(mark + 1)..], atom);
        var mantissa = mark < 0 ? text : text[..mark];
        var point = mantissa.IndexOf('.');
        var whole = IntegerLiteral.Digits(point < 0 ? mantissa : mantissa[..point], hexadecimal) ?? throw NotANumber(atom);
        var fraction = point < 0 || point == mantissa.Length - 1
            ? ""
            : IntegerLiteral.Digits(mantissa[(point + 1)..], hexadecimal) ?? throw NotANumber(atom);
        return (whole, fraction, exponent);
    }

    private static int Exponent(ReadOnlySpan<char> text, AtomNode atom)
    {
        const int Beyond = 1_000_000;
        var negative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is '-' or '+')
        {
            text = text[1..];
        }

        var digits = IntegerLiteral.Digits(text, hexadecimal: false) ?? throw NotANumber(atom);
        var magnitude = (int)BigInteger.Min(BigInteger.Parse(digits, CultureInfo.InvariantCulture), Beyond);
        return negative ? -magnitude : magnitude;
    }

    private static ulong Decimal(ReadOnlySpan<char> text, int mantissaBits, AtomNode atom)
    {
        var (whole, fraction, exponent) = Split(text, hexadecimal: false, atom);
        var plain = string.Create(CultureInfo.InvariantCulture, $"{whole}.{fraction}0e{exponent}");
        return mantissaBits == 23
            ? BitConverter.SingleToUInt32Bits(float.Parse(plain, NumberStyles.Float, CultureInfo.InvariantCulture))
            : BitConverter.DoubleToUInt64Bits(double.Parse(plain, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    private static ulong Hexadecimal(ReadOnlySpan<char> text, int mantissaBits, int exponentBits, AtomNode atom)
    {
        var (whole, fraction, exponent) = Split(text, hexadecimal: true, atom);
        var mantissa = BigInteger.Parse("0" + whole + fraction, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        if (mantissa.IsZero)
        {
            return 0;
        }

        // value = mantissa * 2^scale; cut it to the format's precision at its exponent, ties to even.
        var scale = exponent - (4 * fraction.Length);
        var bias = (1 << (exponentBits - 1)) - 1;
        var magnitude = scale + (int)mantissa.GetBitLength() - 1;
        var unit = Math.Max(magnitude, 1 - bias) - mantissaBits;
        var rounded = Shift(mantissa, scale - unit);
        if (rounded.GetBitLength() > mantissaBits + 1)
        {
            rounded >>= 1;
            unit++;
        }

        var normal = rounded.GetBitLength() == mantissaBits + 1;
        var biased = normal ? unit + mantissaBits + bias : 0;
        return biased >= (1 << exponentBits) - 1
            ? ((1UL << exponentBits) - 1) << mantissaBits
            : ((ulong)biased << mantissaBits) | ((ulong)rounded & ((1UL << mantissaBits) - 1));
    }

    private static BigInteger Shift(BigInteger value, int left)
    {
        if (left >= 0)
        {
            return value << Math.Min(left, 128);
        }

        var right = Math.Min(-left, (int)value.GetBitLength() + 1);
        var result = value >> right;
        var rest = value - (result << right);
        var half = BigInteger.One << (right - 1);
        var up = rest > half || (rest == half && !result.IsEven);
        return up ? result + 1 : result;
    }
}
