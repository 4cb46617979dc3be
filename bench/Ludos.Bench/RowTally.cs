namespace Ludos.Bench;

/// <summary>What a benchmark's rows found so far; each figure's name begins with its row's.</summary>
internal sealed class RowTally
{
    private readonly List<Figure> _figures = [];
    private readonly List<Check> _checks = [];

    public IReadOnlyList<Figure> Figures => _figures;

    public IReadOnlyList<Check> Checks => _checks;

    /// <summary>The row that is running.</summary>
    public string Row { get; set; } = "";

    public void Add(Figure figure) => _figures.Add(figure with { Name = $"{Row}: {figure.Name}" });

    public void Add(Check check) => _checks.Add(check with { Name = $"{Row}: {check.Name}" });
}
