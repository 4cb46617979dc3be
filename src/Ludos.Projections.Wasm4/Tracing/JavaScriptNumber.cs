using System.Globalization;

namespace Ludos.Projections.Wasm4.Tracing;

/// <summary>Writes a double as JavaScript does: the shortest digits that read back as the same value, plain between 1e-7 and 1e21.</summary>
public static class JavaScriptNumber
{
    /// <summary>Room that any number fits in.</summary>
    public const int MaxChars = 32;

    private const int MaxDigits = 17;
    private const int LargestPlainExponent = 21;
    private const int SmallestPlainExponent = -6;

    /// <returns>How many characters were written.</returns>
    /// <exception cref="ArgumentException">The span is shorter than <see cref="MaxChars"/>.</exception>
    public static int Format(double value, Span<char> destination)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, MaxChars);
        if (!double.IsFinite(value))
            return Copy(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity", destination);
        if (value == 0)
            return Copy("0", destination);

        int at = 0;
        if (value < 0)
            destination[at++] = '-';
        Span<char> digits = stackalloc char[MaxDigits];
        (int count, int point) = ShortestDigits(Math.Abs(value), digits);
        return at + Layout(digits[..count], point, destination[at..]);
    }

    /// <summary>Significant digits without leading or trailing zeros, and where the decimal point falls among them: 0.digits x 10^point.</summary>
    private static (int Count, int Point) ShortestDigits(double value, Span<char> digits)
    {
        Span<char> text = stackalloc char[MaxChars];
        value.TryFormat(text, out int length, "R", CultureInfo.InvariantCulture);

        ReadOnlySpan<char> shown = text[..length];
        int exponent = 0;
        int mark = shown.IndexOf('E');
        if (mark >= 0)
        {
            exponent = int.Parse(shown[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            shown = shown[..mark];
        }
        int dot = shown.IndexOf('.');
        int point = (dot < 0 ? shown.Length : dot) + exponent;
        int count = 0;
        foreach (char c in shown)
        {
            if (c == '.')
                continue;
            if (count == 0 && c == '0')
                point--;
            else if (count < digits.Length)
                digits[count++] = c;
        }
        while (digits[count - 1] == '0')
            count--;
        return (count, point);
    }

    private static int Layout(ReadOnlySpan<char> digits, int point, Span<char> destination)
    {
        int at = 0;
        if (point > LargestPlainExponent || point < SmallestPlainExponent + 1)
            return Scientific(digits, point - 1, destination);
        if (point <= 0)
        {
            destination[at++] = '0';
            destination[at++] = '.';
            for (int zero = point; zero < 0; zero++)
                destination[at++] = '0';
            digits.CopyTo(destination[at..]);
            return at + digits.Length;
        }
        for (int i = 0; i < Math.Max(point, digits.Length); i++)
        {
            if (i == point)
                destination[at++] = '.';
            destination[at++] = i < digits.Length ? digits[i] : '0';
        }
        return at;
    }

    private static int Scientific(ReadOnlySpan<char> digits, int exponent, Span<char> destination)
    {
        int at = 0;
        destination[at++] = digits[0];
        if (digits.Length > 1)
        {
            destination[at++] = '.';
            digits[1..].CopyTo(destination[at..]);
            at += digits.Length - 1;
        }
        destination[at++] = 'e';
        destination[at++] = exponent < 0 ? '-' : '+';
        Math.Abs(exponent).TryFormat(destination[at..], out int written, default, CultureInfo.InvariantCulture);
        return at + written;
    }

    private static int Copy(string text, Span<char> destination)
    {
        text.CopyTo(destination);
        return text.Length;
    }
}
