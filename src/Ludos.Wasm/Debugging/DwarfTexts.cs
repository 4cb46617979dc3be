namespace Ludos.Wasm.Debugging;

/// <summary>The sections that texts of a line table lie in, and the forms in which its header holds values.</summary>
internal sealed class DwarfTexts(ReadOnlyMemory<byte> lineTexts, ReadOnlyMemory<byte> texts)
{
    private const ulong Short = 0x05;
    private const ulong Int = 0x06;
    private const ulong Long = 0x07;
    private const ulong InPlace = 0x08;
    private const ulong Block = 0x09;
    private const ulong SingleByte = 0x0B;
    private const ulong InTexts = 0x0E;
    private const ulong Variable = 0x0F;
    private const ulong Digest = 0x1E;
    private const ulong InLineTexts = 0x1F;
    private const ulong DigestBytes = 16;

    /// <summary>A value of any form that a header may use: as text or as number, whichever it is.</summary>
    public (string Text, ulong Number) Value(ref DwarfCursor header, ulong form)
    {
        switch (form)
        {
            case InPlace:
                return (header.Text(), 0);
            case InLineTexts:
                return (At(lineTexts, header.Int()), 0);
            case InTexts:
                return (At(texts, header.Int()), 0);
            case SingleByte:
                return ("", header.Byte());
            case Short:
                return ("", header.Short());
            case Int:
                return ("", header.Int());
            case Long:
                return ("", header.Long());
            case Variable:
                return ("", header.Unsigned());
            case Digest:
                header.Skip(DigestBytes);
                return ("", 0);
            case Block:
                header.Skip(header.Unsigned());
                return ("", 0);
            default:
                // Its length is not known, so nothing after it can be found.
                header.Skip(ulong.MaxValue);
                return ("", 0);
        }
    }

    private static string At(ReadOnlyMemory<byte> section, uint offset) =>
        offset < (uint)section.Length ? new DwarfCursor(section.Span[(int)offset..]).Text() : "";
}
