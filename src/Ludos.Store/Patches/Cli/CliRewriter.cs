using System.Buffers.Binary;

namespace Ludos.Store;

/// <summary>
/// Makes of an old assembly one that differs from the new less: every row number, heap offset and address in it is moved to where the new one has what it names.
/// What it gets wrong the difference mends; what it makes depends on the old file and the moves alone.
/// </summary>
internal static class CliRewriter
{
    private const int TokenTableShift = 24;
    private const uint TokenRowMask = 0x00FF_FFFF;
    private const uint UserStringTable = 0x70;

    /// <summary>The moves from one assembly to the next; null when either is none, or they are laid out differently.</summary>
    internal static CliMoves? Find(byte[] before, byte[] after) =>
        CliImage.Open(before) is { } old && CliImage.Open(after) is { } moved && old.IsLaidOutLike(moved) ? CliAlignment.Find(old, moved) : null;

    /// <returns>Null when this is no assembly.</returns>
    internal static byte[]? Apply(byte[] before, CliMoves moves)
    {
        if (CliImage.Open(before) is not { } image)
        {
            return null;
        }

        var moved = (byte[])before.Clone();
        for (var table = 0; table < CliSchema.Tables; table++)
        {
            for (var column = 0; column < CliSchema.Columns[table].Length; column++)
            {
                MoveColumn(image, table, column, moves, moved);
            }
        }

        for (var row = 0; row < image.Rows[CliSchema.MethodDef]; row++)
        {
            var address = image.Read(image.OffsetOf(CliSchema.MethodDef, row, 0), 4);
            if (address != 0)
            {
                IlTokens.Visit(image.Bytes, image.PlaceOf(address), at => MoveToken(before, moved, at, moves));
            }
        }

        return moved;
    }

    private static void MoveColumn(CliImage image, int table, int column, CliMoves moves, byte[] moved)
    {
        var shape = CliSchema.Columns[table][column];
        if (shape.Kind is CliColumnKind.Number or CliColumnKind.Guid)
        {
            return;
        }

        var width = image.WidthOf(table, column);
        for (var row = 0; row < image.Rows[table]; row++)
        {
            var at = image.OffsetOf(table, row, column);
            var number = image.Read(at, width);
            if (number != 0)
            {
                Write(moved, at, width, Move(shape, number, moves));
            }
        }
    }

    private static uint Move(CliColumn shape, uint number, CliMoves moves)
    {
        switch (shape.Kind)
        {
            case CliColumnKind.String:
                return moves.Strings.Move(number);
            case CliColumnKind.Blob:
                return moves.Blobs.Move(number);
            case CliColumnKind.Address:
                return moves.Addresses.Move(number);
            case CliColumnKind.Row:
                return moves.Rows[shape.Tables[0]].Move(number);
            default:
                var code = number & ((1U << shape.CodeBits) - 1);
                return code < shape.Tables.Length && shape.Tables[(int)code] is >= 0 and var table && number >> shape.CodeBits != 0
                    ? (moves.Rows[table].Move(number >> shape.CodeBits) << shape.CodeBits) | code
                    : number;
        }
    }

    private static void MoveToken(byte[] before, byte[] moved, int at, CliMoves moves)
    {
        var token = BinaryPrimitives.ReadUInt32LittleEndian(before.AsSpan(at));
        var (table, row) = (token >> TokenTableShift, token & TokenRowMask);
        if (row != 0 && (table == UserStringTable || table < CliSchema.Tables))
        {
            var place = table == UserStringTable ? moves.UserStrings.Move(row) : moves.Rows[table].Move(row);
            BinaryPrimitives.WriteUInt32LittleEndian(moved.AsSpan(at), (token & ~TokenRowMask) | (place & TokenRowMask));
        }
    }

    private static void Write(byte[] moved, int at, int width, uint number)
    {
        if (width == 2)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(moved.AsSpan(at), (ushort)number);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(moved.AsSpan(at), number);
        }
    }
}
