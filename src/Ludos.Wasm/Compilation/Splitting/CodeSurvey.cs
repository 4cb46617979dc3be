using System.Collections.Immutable;

namespace Ludos.Wasm.Compilation.Splitting;

/// <summary>What emitting a function whole told: where each instruction that can be reached lies, what the code before it cost, and what it found on the stack.</summary>
internal sealed class CodeSurvey
{
    private ILCounts _last;
    private long _cost;

    public List<SurveyPoint> Points { get; } = [];

    /// <summary>Of everything.</summary>
    public long Cost => _cost;

    /// <summary>Offsets at which the types of the operands are wanted.</summary>
    public Dictionary<int, ImmutableArray<ValueType>> Types { get; } = [];

    public void Add(int offset, ILCounts counts, int operands)
    {
        _cost += ILCost.Between(_last, counts);
        _last = counts;
        Points.Add(new SurveyPoint(offset, _cost, operands));
    }
}

/// <param name="Cost">Of everything emitted before it.</param>
/// <param name="Operands">Values of its block on the operand stack before it.</param>
internal readonly record struct SurveyPoint(int Offset, long Cost, int Operands);
