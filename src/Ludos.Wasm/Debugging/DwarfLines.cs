namespace Ludos.Wasm.Debugging;

/// <summary>
/// Finds source lines in .debug_line, versions 2 to 5. Time is proportional to the section; nothing of it is kept but the lines that were asked for.
/// Damage ends the search, and what was found until then counts.
/// </summary>
internal sealed class DwarfLines(ReadOnlyMemory<byte> section, DwarfTexts texts)
{
    private const uint WideFormat = 0xFFFFFFF0;
    private const int FirstVersion = 2;
    private const int PerInstructionVersion = 4;
    private const int NewHeaderVersion = 5;

    /// <param name="addresses">Ascending, each once.</param>
    /// <returns>For each address its line, or null.</returns>
    public SourceLine?[] Find(ulong[] addresses)
    {
        var found = new SourceLine?[addresses.Length];
        var all = new DwarfCursor(section.Span);
        while (!all.AtEnd)
        {
            var length = all.Int();
            if (length >= WideFormat)
            {
                break;
            }

            var unit = all.Sub(length);
            Unit(ref unit, addresses, found);
        }

        return found;
    }

    private void Unit(ref DwarfCursor unit, ulong[] addresses, SourceLine?[] found)
    {
        var version = unit.Short();
        if (version is < FirstVersion or > NewHeaderVersion)
        {
            return;
        }

        if (version == NewHeaderVersion)
        {
            unit.Short();
        }

        var header = unit.Sub(unit.Int());
        var step = header.Byte();
        if (version >= PerInstructionVersion)
        {
            header.Byte();
        }

        header.Byte();
        var lineBase = (sbyte)header.Byte();
        var lineRange = header.Byte();
        var lengths = new byte[Math.Max((byte)1, header.Byte())];
        for (var i = 1; i < lengths.Length; i++)
        {
            lengths[i] = header.Byte();
        }

        var files = version == NewHeaderVersion ? DwarfFiles.Read(ref header, texts) : DwarfFiles.ReadOlder(ref header);
        if (lineRange != 0)
        {
            new DwarfProgram(step, lineBase, lineRange, lengths, files, addresses, found).Run(ref unit);
        }
    }
}
