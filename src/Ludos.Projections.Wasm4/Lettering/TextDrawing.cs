using Ludos.Projections.Wasm4.Drawing;

namespace Ludos.Projections.Wasm4.Lettering;

/// <summary>text in its three forms. A unit of 0 ends the string, 10 starts a new line, and a code without a glyph leaves a gap.</summary>
public static unsafe class TextDrawing
{
    private const int NewLine = 10;

    /// <summary>One byte a glyph. The bytes are read as they are reached, since drawing may change them.</summary>
    public static void DrawBytes(in Surface surface, Font font, byte* text, int length, int x, int y)
    {
        var pen = new Pen(x, y);
        for (int i = 0; i < length && text[i] != 0; i++)
            pen.Put(surface, font, text[i]);
    }

    /// <summary>One 16-bit little-endian unit a glyph; <paramref name="units"/> counts units.</summary>
    public static void DrawUnits(in Surface surface, Font font, byte* text, int units, int x, int y)
    {
        var pen = new Pen(x, y);
        for (int i = 0; i < units; i++)
        {
            int unit = text[2 * i] | text[2 * i + 1] << 8;
            if (unit == 0)
                return;
            pen.Put(surface, font, unit);
        }
    }

    private struct Pen(long left, long top)
    {
        private readonly long _left = left;
        private long _x = left;
        private long _y = top;

        public void Put(in Surface surface, Font font, int code)
        {
            if (code == NewLine)
            {
                _y += Font.GlyphSize;
                _x = _left;
                return;
            }
            if (code is >= Font.FirstCode and <= Font.LastCode)
                SpriteDrawing.Draw(surface, font.Pointer, Font.SizeBytes, _x, _y, Font.GlyphSize, Font.GlyphSize, 0, (code - Font.FirstCode) * Font.GlyphSize, Font.GlyphSize, 0);
            _x += Font.GlyphSize;
        }
    }
}
