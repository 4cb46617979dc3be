using System.Globalization;
using System.Text;

namespace Ludos.Wasm.Text.Syntax;

/// <summary>Reads one quoted string and resolves its escapes.</summary>
internal sealed class StringLexer(byte[] source)
{
    private const int MaxUnicodeDigits = 8;

    /// <summary>Reads from the opening quote at <paramref name="at"/>; leaves it behind the closing one.</summary>
    public byte[] Read(ref int at, Position position)
    {
        var bytes = new MemoryStream();
        at++;
        while (at < source.Length)
        {
            var value = source[at++];
            switch (value)
            {
                case (byte)'"':
                    return bytes.ToArray();
                case (byte)'\\':
                    ReadEscape(ref at, bytes, position);
                    break;
                case < 0x20 or 0x7F:
                    throw TextException.Malformed(position, "illegal character in string", "Escape it, for example \\n or \\00.");
                default:
                    bytes.WriteByte(value);
                    break;
            }
        }

        throw TextException.Malformed(position, "unclosed string", "Write the missing \".");
    }

    private void ReadEscape(ref int at, MemoryStream bytes, Position position)
    {
        var escape = at < source.Length ? (char)source[at++] : '\0';
        if (escape == 'u')
        {
            ReadUnicode(ref at, bytes, position);
            return;
        }

        if (Uri.IsHexDigit(escape) && at < source.Length && Uri.IsHexDigit((char)source[at]))
        {
            bytes.WriteByte((byte)((Uri.FromHex(escape) << 4) | Uri.FromHex((char)source[at++])));
            return;
        }

        bytes.WriteByte(escape switch
        {
            't' => (byte)'\t',
            'n' => (byte)'\n',
            'r' => (byte)'\r',
            '"' => (byte)'"',
            '\'' => (byte)'\'',
            '\\' => (byte)'\\',
            _ => throw TextException.Malformed(position, "illegal escape in string", "Escapes are \\t \\n \\r \\\" \\' \\\\ \\u{hex} and two hexadecimal digits."),
        });
    }

    private void ReadUnicode(ref int at, MemoryStream bytes, Position position)
    {
        var end = Array.IndexOf(source, (byte)'}', at);
        var length = end - at - 1;
        if (end < 0 || source[at] != '{' || length is < 1 or > MaxUnicodeDigits
            || !int.TryParse(Encoding.ASCII.GetString(source, at + 1, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || !Rune.IsValid(code))
        {
            throw TextException.Malformed(position, "malformed unicode escape in string", "Write \\u{hex} with the number of a Unicode scalar value.");
        }

        Span<byte> utf8 = stackalloc byte[4];
        bytes.Write(utf8[..new Rune(code).EncodeToUtf8(utf8)]);
        at = end + 1;
    }
}
