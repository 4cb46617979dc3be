namespace Ludos.Projections.Wasm4.Lettering;

/// <summary>Reads the built-in font from its drawing: a line with the code, then eight rows of eight, '#' for ink and '.' for paper.</summary>
internal static class FontArt
{
    private const string ResourceName = "font.txt";
    private const char Ink = '#';

    public static byte[] Read()
    {
        using Stream stream = typeof(FontArt).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The program was built without its font, {ResourceName}.");
        using var reader = new StreamReader(stream);
        return Parse(reader);
    }

    /// <exception cref="InvalidDataException">The drawing breaks its own rules; the message names the code.</exception>
    internal static byte[] Parse(TextReader reader)
    {
        byte[] glyphs = new byte[Font.SizeBytes];
        for (int code = Font.FirstCode; code <= Font.LastCode; code++)
        {
            if (reader.ReadLine() is not { } heading || !heading.StartsWith($"{code} ", StringComparison.Ordinal))
                throw new InvalidDataException($"{ResourceName}: the drawing of code {code} does not begin with its number.");
            for (int row = 0; row < Font.GlyphSize; row++)
                glyphs[(code - Font.FirstCode) * Font.GlyphSize + row] = ParseRow(reader.ReadLine(), code);
        }
        return glyphs;
    }

    private static byte ParseRow(string? line, int code)
    {
        if (line is not { Length: Font.GlyphSize })
            throw new InvalidDataException($"{ResourceName}: code {code} has a row that is not {Font.GlyphSize} wide.");
        int bits = 0;
        foreach (char c in line)
            bits = bits << 1 | (c == Ink ? 0 : 1);
        return (byte)bits;
    }
}
