using System.Globalization;

namespace Ludos.Bench.State;

/// <summary>
/// Ours and the reference, turn by turn, so that whatever slows the machine slows both; who goes first changes from round to round.
/// A round's ratio is ours over theirs; the median of the rounds counts, the spread is shown.
/// </summary>
internal sealed record PairedRuns(double[] Ours, double[] Theirs, double[] Ratios)
{
    /// <param name="ours">One round of ours; returns its figure (a time, say).</param>
    /// <param name="theirs">One round of the reference, in the same unit.</param>
    public static PairedRuns Take(int rounds, Func<double> ours, Func<double> theirs)
    {
        var (mine, other, ratios) = (new double[rounds], new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            if (round % 2 == 0)
            {
                mine[round] = ours();
                other[round] = theirs();
            }
            else
            {
                other[round] = theirs();
                mine[round] = ours();
            }

            ratios[round] = mine[round] / other[round];
        }

        Array.Sort(mine);
        Array.Sort(other);
        Array.Sort(ratios);
        return new PairedRuns(mine, other, ratios);
    }

    public double OursMedian => Ours[Ours.Length / 2];

    public double TheirsMedian => Theirs[Theirs.Length / 2];

    public double RatioMedian => Ratios[Ratios.Length / 2];

    /// <summary>The ratio as a figure with its spread and both medians.</summary>
    public Figure Ratio(string name, string unitOfEach, double? atMost = null, double? atLeast = null) => new(name, RatioMedian, "x", atMost, atLeast,
        string.Create(CultureInfo.InvariantCulture, $"{Ratios[0]:0.###} to {Ratios[^1]:0.###}; ours {OursMedian:0.###} {unitOfEach}, reference {TheirsMedian:0.###} {unitOfEach}"));
}
