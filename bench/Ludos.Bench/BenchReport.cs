namespace Ludos.Bench;

/// <summary>What a benchmark measured in this process. A figure without a bound is reported only.</summary>
internal sealed record BenchReport(string Name, IReadOnlyList<Figure> Figures, IReadOnlyList<Check> Checks)
{
    public bool Passed => Figures.All(figure => figure.Met) && Checks.All(check => check.Passed);
}

/// <param name="Value">As measured, in <paramref name="Unit"/>.</param>
/// <param name="AtMost">Upper bound, or null.</param>
/// <param name="AtLeast">Lower bound, or null.</param>
/// <param name="Spread">Minimum and maximum over the repetitions, as text; empty when measured once.</param>
internal sealed record Figure(string Name, double Value, string Unit, double? AtMost = null, double? AtLeast = null, string Spread = "")
{
    public bool Met => double.IsFinite(Value) && (AtMost is null || Value <= AtMost) && (AtLeast is null || Value >= AtLeast);
}

/// <summary>A yes-or-no fact: both sides did the same work, nothing was torn, nothing was lost.</summary>
internal sealed record Check(string Name, bool Passed, string Detail = "");
