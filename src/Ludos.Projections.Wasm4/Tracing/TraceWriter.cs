using System.Globalization;
using System.Text;
using Ludos.Projections.Wasm4.Cart;

namespace Ludos.Projections.Wasm4.Tracing;

/// <summary>
/// trace, traceUtf8, traceUtf16 and tracef: each makes one line for the sink. A line is cut at <see cref="MaxChars"/>, since a cart can ask for
/// gigabytes with repeated %s. Allocates nothing after construction.
/// </summary>
internal sealed class TraceWriter(ITraceSink sink)
{
    public const int MaxChars = 65536;

    private const char Utf16ByteOrderMark = '\uFEFF';
    private const char Replacement = '\uFFFD';

    private readonly char[] _line = new char[MaxChars];
    private int _length;

    private bool IsFull => _length == MaxChars;

    /// <summary>A zero-terminated string, each byte one Latin-1 character.</summary>
    public void Latin1(in CartReader cart, int text)
    {
        _length = 0;
        PutLatin1(cart, text, "trace");
        Flush();
    }

    /// <summary>Real UTF-8; malformed sequences become U+FFFD, and a leading byte order mark is dropped.</summary>
    public void Utf8(in CartReader cart, int text, int byteLength)
    {
        ReadOnlySpan<byte> bytes = cart.Run(text, byteLength, "traceUtf8");
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        _length = Encoding.UTF8.GetChars(bytes, _line);
        Flush();
    }

    /// <summary>UTF-16LE; lone surrogates and an odd last byte become U+FFFD, and a leading byte order mark is dropped.</summary>
    public void Utf16(in CartReader cart, int text, int byteLength)
    {
        ReadOnlySpan<byte> bytes = cart.Run(text, byteLength, "traceUtf16");
        _length = 0;
        for (int i = 0; i + 1 < bytes.Length; i += 2)
        {
            char unit = Unit(bytes, i);
            if (i == 0 && unit == Utf16ByteOrderMark)
                continue;
            if (char.IsHighSurrogate(unit) && i + 3 < bytes.Length && char.IsLowSurrogate(Unit(bytes, i + 2)))
            {
                Put(unit);
                Put(Unit(bytes, i + 2));
                i += 2;
            }
            else
            {
                Put(char.IsSurrogate(unit) ? Replacement : unit);
            }
        }
        bool endsInHighSurrogate = bytes.Length % 2 != 0 && bytes.Length >= 3 && char.IsHighSurrogate(Unit(bytes, bytes.Length - 3));
        if (bytes.Length % 2 != 0 && !endsInHighSurrogate)
            Put(Replacement);
        Flush();
    }

    /// <summary>%c %d %x %s take 4 bytes of the packed arguments and %f takes 8; no value is aligned.</summary>
    public void Formatted(in CartReader cart, int format, int arguments)
    {
        _length = 0;
        long at = format;
        long next = arguments;
        while (!IsFull && cart.Byte(at++, "tracef") is var c && c != 0)
        {
            if (c == '%')
                PutArgument(cart, cart.Byte(at++, "tracef"), ref next);
            else
                Put((char)c);
        }
        Flush();
    }

    private void PutArgument(in CartReader cart, byte kind, ref long next)
    {
        switch ((char)kind)
        {
            case '%':
                Put('%');
                break;
            case 'c':
                Put((char)cart.Int32(next, "tracef"));
                next += sizeof(int);
                break;
            case 'd':
                PutInteger(cart.Int32(next, "tracef"), 10);
                next += sizeof(int);
                break;
            case 'x':
                PutInteger(cart.Int32(next, "tracef"), 16);
                next += sizeof(int);
                break;
            case 's':
                PutLatin1(cart, (uint)cart.Int32(next, "tracef"), "tracef");
                next += sizeof(int);
                break;
            case 'f':
                Span<char> number = stackalloc char[JavaScriptNumber.MaxChars];
                PutAll(number[..JavaScriptNumber.Format(cart.Double(next, "tracef"), number)]);
                next += sizeof(double);
                break;
            default:
                Put('%');
                Put((char)kind);
                break;
        }
    }

    private void PutLatin1(in CartReader cart, long address, string call)
    {
        while (!IsFull && cart.Byte(address++, call) is var c && c != 0)
            Put((char)c);
    }

    /// <summary>Signed in either base: -1 in hexadecimal is "-1".</summary>
    private void PutInteger(int value, int radix)
    {
        Span<char> text = stackalloc char[JavaScriptNumber.MaxChars];
        long magnitude = Math.Abs((long)value);
        if (value < 0)
            Put('-');
        magnitude.TryFormat(text, out int length, radix == 16 ? "x" : default, CultureInfo.InvariantCulture);
        PutAll(text[..length]);
    }

    private void PutAll(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
            Put(c);
    }

    private void Put(char c)
    {
        if (!IsFull)
            _line[_length++] = c;
    }

    private void Flush() => sink.Write(_line.AsSpan(0, _length));

    private static char Unit(ReadOnlySpan<byte> bytes, int at) => (char)(bytes[at] | bytes[at + 1] << 8);
}
