using System.Globalization;
using Ludos.State;

namespace Ludos.Bench.Torn;

/// <summary>What a reader saw.</summary>
/// <param name="Verified">Frames that proved whole and whose close said Ok.</param>
/// <param name="Revoked">Reads whose close said Revoked.</param>
/// <param name="RevokedTorn">Of those, frames that did not prove whole: what would have been torn, had it not been detected.</param>
/// <param name="Undetected">Frames that did not prove whole although close said Ok.</param>
internal readonly record struct ReadTally(long Verified, long Revoked, long RevokedTorn, long Undetected, ulong LastEpoch)
{
    private const int Fields = 5;

    internal static ReadTally Parse(string line)
    {
        var fields = line.Split(' ');
        return fields.Length == Fields
            ? new ReadTally(Number(fields[0]), Number(fields[1]), Number(fields[2]), Number(fields[3]), (ulong)Number(fields[4]))
            : throw new FormatException($"A reader printed '{line}' instead of its tally.");
    }

    internal ReadTally Count(bool whole, ReadOutcome outcome) => (whole, outcome) switch
    {
        (true, ReadOutcome.Ok) => this with { Verified = Verified + 1 },
        (false, ReadOutcome.Ok) => this with { Undetected = Undetected + 1 },
        (true, _) => this with { Revoked = Revoked + 1 },
        (false, _) => this with { Revoked = Revoked + 1, RevokedTorn = RevokedTorn + 1 },
    };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Verified} {Revoked} {RevokedTorn} {Undetected} {LastEpoch}");

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
