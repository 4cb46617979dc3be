namespace Ludos.Trust;

/// <summary>Makes foreign text fit for a message: bounded, and without control characters.</summary>
public static class ForeignText
{
    private const int ShownLength = 48;

    public static string Printable(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = text.Length <= ShownLength ? text : text[..ShownLength] + "...";
        return string.Concat(shown.Select(letter => char.IsControl(letter) ? '?' : letter));
    }
}
