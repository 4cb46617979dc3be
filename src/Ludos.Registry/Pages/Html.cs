using System.Text;
using System.Text.Encodings.Web;

namespace Ludos.Registry.Pages;

/// <summary>Markup that may stand in a page as it is: made here, never taken from outside.</summary>
internal sealed record Markup(string Text);

/// <summary>
/// A page as it grows. What stands in a hole of an interpolated string is escaped, whatever it is, unless it is <see cref="Markup"/>: escaping cannot be forgotten.
/// Attributes are always quoted.
/// </summary>
internal sealed class Html
{
    private static readonly Escaping Formatter = new();

    private readonly StringBuilder _text = new();

    public Html Add(FormattableString markup)
    {
        _text.Append(markup.ToString(Formatter)).Append('\n');
        return this;
    }

    public Html AddAll<T>(IEnumerable<T> items, Func<T, FormattableString> markup)
    {
        foreach (var item in items)
        {
            Add(markup(item));
        }

        return this;
    }

    public Markup ToMarkup() => new(_text.ToString());

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    /// <summary>One piece of markup with its holes escaped.</summary>
    public static Markup Of(FormattableString markup) => new(markup.ToString(Formatter));

    private sealed class Escaping : IFormatProvider, ICustomFormatter
    {
        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
        {
            Markup markup => markup.Text,
            IFormattable value => HtmlEncoder.Default.Encode(value.ToString(format, System.Globalization.CultureInfo.InvariantCulture)),
            _ => HtmlEncoder.Default.Encode(arg?.ToString() ?? ""),
        };
    }
}
