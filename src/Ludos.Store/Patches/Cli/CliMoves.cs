namespace Ludos.Store;

/// <summary>Where everything that is named by number in one assembly lies in the next.</summary>
/// <param name="Strings">Offsets in the heap of names.</param>
/// <param name="Blobs">Offsets in the heap of signatures and values.</param>
/// <param name="UserStrings">Offsets in the heap of literals.</param>
/// <param name="Addresses">Of method bodies and initial data.</param>
/// <param name="Rows">For each table, row numbers from 1.</param>
internal sealed record CliMoves(ShiftMap Strings, ShiftMap Blobs, ShiftMap UserStrings, ShiftMap Addresses, ShiftMap[] Rows)
{
    internal byte[] Write()
    {
        var writer = new NumberWriter();
        foreach (var map in (ShiftMap[])[Strings, Blobs, UserStrings, Addresses, .. Rows])
        {
            map.Write(writer);
        }

        return writer.ToArray();
    }

    /// <returns>Null when the bytes are something else.</returns>
    internal static CliMoves? Read(ReadOnlySpan<byte> bytes)
    {
        var maps = new ShiftMap[4 + CliSchema.Tables];
        for (var index = 0; index < maps.Length; index++)
        {
            if (ShiftMap.Read(ref bytes) is not { } map)
            {
                return null;
            }

            maps[index] = map;
        }

        return bytes.IsEmpty ? new CliMoves(maps[0], maps[1], maps[2], maps[3], maps[4..]) : null;
    }
}
