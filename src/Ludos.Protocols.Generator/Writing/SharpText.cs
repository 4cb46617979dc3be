using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Ludos.Protocols.Generator;

/// <summary>Texts and bytes as C# literals.</summary>
internal static class SharpText
{
    public static string Utf8(SchemaValue value) => Quote(((TextValue)value).Text) + "u8";

    public static string Bytes(SchemaValue value) => Array(((DataValue)value).Bytes);

    public static string Array(ImmutableArray<byte> bytes) => $"[{string.Join(", ", bytes.Select(value => value.ToString(CultureInfo.InvariantCulture)))}]";

    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            quoted.Append(letter is >= ' ' and <= '~' and not '"' and not '\\' ? letter : $"\\u{(int)letter:x4}");
        }

        return quoted.Append('"').ToString();
    }
}
