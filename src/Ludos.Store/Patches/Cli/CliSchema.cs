using System.Collections.Immutable;

namespace Ludos.Store;

/// <summary>What a column of a metadata table holds.</summary>
internal enum CliColumnKind
{
    /// <summary>A number that points nowhere.</summary>
    Number,
    Address,
    String,
    Guid,
    Blob,

    /// <summary>A row of one table.</summary>
    Row,

    /// <summary>A row of one of several tables: the lowest bits tell which.</summary>
    CodedRow,
}

/// <param name="Kind">What it holds.</param>
/// <param name="Bytes">Width of a number; 0 where it depends on the file.</param>
/// <param name="Tables">The tables that rows are of, in the order of their codes; -1 for a code without a table.</param>
internal sealed record CliColumn(CliColumnKind Kind, int Bytes, ImmutableArray<int> Tables)
{
    /// <summary>Bits of a coded row that tell the table.</summary>
    internal int CodeBits => Tables.Length <= 1 ? 0 : 32 - int.LeadingZeroCount(Tables.Length - 1);
}

/// <summary>The metadata tables of ECMA-335, partition II, 22.</summary>
internal static class CliSchema
{
    internal const int Tables = 0x2D;
    internal const int MethodDef = 0x06;

    private const string TypeDefOrRef = "c02,01,1B";
    private const string HasCustomAttribute = "c06,04,01,02,08,09,0A,00,0E,17,14,11,1A,1B,20,23,26,27,28,2A,2C,2B";
    private const string MethodDefOrRef = "c06,0A";
    private const string Implementation = "c26,23,27";

    /// <summary>n2 and n4 are numbers, a an address, s string, g guid, b blob, r a row, c a coded row.</summary>
    private static readonly string[] Texts =
    [
        "n2 s g g g", "c00,1A,23,01 s s", $"n4 s s {TypeDefOrRef} r04 r06", "r04", "n2 s b", "r06", "a n2 n2 s b r08", "r08",
        "n2 n2 s", $"r02 {TypeDefOrRef}", "c02,01,1A,06,1B s b", "n2 c04,08,17 b", $"{HasCustomAttribute} c--,--,06,0A,-- b", "c04,08 b", "n2 c02,06,20 b", "n2 n4 r02",
        "n4 r04", "b", "r02 r14", "r14", $"n2 s {TypeDefOrRef}", "r02 r17", "r17", "n2 s b",
        "n2 r06 c14,17", $"r02 {MethodDefOrRef} {MethodDefOrRef}", "s", "b", "n2 c04,06 s r1A", "a r04", "n4 n4", "n4",
        "n4 n2 n2 n2 n2 n4 b s s", "n4", "n4 n4 n4", "n2 n2 n2 n2 n4 b s s b", "n4 r23", "n4 n4 n4 r23", "n4 s b", $"n4 n4 s s {Implementation}",
        $"n4 n4 s {Implementation}", "r02 r02", "n2 n2 c02,06 s", $"{MethodDefOrRef} b", $"r2A {TypeDefOrRef}",
    ];

    internal static readonly ImmutableArray<ImmutableArray<CliColumn>> Columns = [.. Texts.Select(text => text.Split(' ').Select(Parse).ToImmutableArray())];

    private static CliColumn Parse(string text) => text[0] switch
    {
        'n' => new(CliColumnKind.Number, text[1] - '0', []),
        'a' => new(CliColumnKind.Address, 4, []),
        's' => new(CliColumnKind.String, 0, []),
        'g' => new(CliColumnKind.Guid, 0, []),
        'b' => new(CliColumnKind.Blob, 0, []),
        'r' => new(CliColumnKind.Row, 0, [Convert.ToInt32(text[1..], 16)]),
        _ => new(CliColumnKind.CodedRow, 0, [.. text[1..].Split(',').Select(table => table == "--" ? -1 : Convert.ToInt32(table, 16))]),
    };
}
