namespace Ludos.Wasm.Debugging;

/// <summary>Runs one unit's line program, which makes a row for each place where the line changes.</summary>
internal sealed class DwarfProgram(byte step, sbyte lineBase, byte lineRange, byte[] lengths, DwarfFiles files, ulong[] addresses, SourceLine?[] found)
{
    private ulong _address;
    private ulong _file = 1;
    private long _line = 1;
    private (ulong Address, ulong File, long Line)? _row;

    public void Run(ref DwarfCursor program)
    {
        while (!program.AtEnd)
        {
            var code = program.Byte();
            if (code >= lengths.Length)
            {
                Special(code);
            }
            else if (code == 0)
            {
                Extended(ref program);
            }
            else
            {
                Standard(code, ref program);
            }
        }
    }

    private void Special(byte code)
    {
        var adjusted = code - lengths.Length;
        _address += (ulong)(adjusted / lineRange * step);
        _line += lineBase + (adjusted % lineRange);
        Row();
    }

    private void Standard(byte code, ref DwarfCursor program)
    {
        switch (code)
        {
            case 1:
                Row();
                break;
            case 2:
                _address += program.Unsigned() * step;
                break;
            case 3:
                _line += program.Signed();
                break;
            case 4:
                _file = program.Unsigned();
                break;
            case 8:
                _address += (ulong)((byte.MaxValue - lengths.Length) / lineRange * step);
                break;
            case 9:
                _address += program.Short();
                break;
            default:
                for (var left = lengths[code]; left > 0; left--)
                {
                    program.Unsigned();
                }

                break;
        }
    }

    private void Extended(ref DwarfCursor program)
    {
        const byte endSequence = 1;
        const byte setAddress = 2;
        var operands = program.Sub(program.Unsigned());
        switch (operands.Byte())
        {
            case endSequence:
                Row();
                (_address, _file, _line, _row) = (0, 1, 1, null);
                break;
            case setAddress:
                _address = operands.Remaining == sizeof(ulong) ? operands.Long() : operands.Int();
                break;
        }
    }

    // A row tells of all addresses up to the next one.
    private void Row()
    {
        if (_row is { } row && row.Address < _address)
        {
            var first = Array.BinarySearch(addresses, row.Address);
            for (var i = first < 0 ? ~first : first; i < addresses.Length && addresses[i] < _address; i++)
            {
                found[i] ??= row.Line is > 0 and <= int.MaxValue && files.PathOf(row.File) is { } path ? new SourceLine(path, (int)row.Line) : null;
            }
        }

        _row = (_address, _file, _line);
    }
}
