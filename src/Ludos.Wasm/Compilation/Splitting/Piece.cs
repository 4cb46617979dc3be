using System.Collections.Immutable;
using Ludos.Wasm.Compilation.Emission;

namespace Ludos.Wasm.Compilation.Splitting;

/// <summary>
/// A stretch of a function that goes to a method of its own: whole instructions and constructs beside one another in one block, entered at its start only.
/// What it reads and writes of the function's locals passes through slots in the function's frame.
/// </summary>
internal sealed class Piece(int start, int end, ControlNode home, int localCount)
{
    /// <summary>Offset of its first instruction.</summary>
    public int Start { get; } = start;

    /// <summary>Offset after its last.</summary>
    public int End { get; } = end;

    /// <summary>Labels around it; the innermost has this number less one, the function's own is 0.</summary>
    public int Depth { get; } = home.LabelsInside;

    /// <summary>Locals that its own instructions name, those of pieces inside it left out.</summary>
    public LocalSet Own { get; } = new(localCount);

    /// <summary>Locals whose value at the start may matter inside.</summary>
    public LocalSet In { get; } = new(localCount);

    /// <summary>Locals that it may change and that may be read after it.</summary>
    public LocalSet Out { get; } = new(localCount);

    /// <summary>Pieces that are called from this one, by their start.</summary>
    public Dictionary<int, Piece> Children { get; } = [];

    /// <summary>Types of the values of its block that lie on the operand stack at its start.</summary>
    public ImmutableArray<ValueType> Entry { get; set; } = [];

    /// <summary>Likewise at its end.</summary>
    public ImmutableArray<ValueType> Results { get; set; } = [];

    /// <summary>Whether its end is reached.</summary>
    public bool FallsThrough { get; set; }

    /// <summary>Ways out other than its end; its method returns 0 for the end, else the position here plus one.</summary>
    public List<PieceExit> Exits { get; } = [];

    public EmittedMethod? Method { get; set; }

    /// <summary>Types of the values that a branch to an outer label takes along.</summary>
    public ImmutableArray<ValueType> LabelTypes(int label)
    {
        var node = home;
        while (node.Kind == NodeKind.Arm || node.Depth != label)
        {
            node = node.Parent!;
        }

        return node.LabelTypes;
    }
}

/// <param name="Label">Number of the outer label that is branched to; else <see cref="TailCall"/> or <see cref="Table"/>.</param>
/// <param name="Values">Types of what is handed over.</param>
/// <param name="Offset">Of the tail call or br_table.</param>
/// <param name="Targets">Of a br_table: numbers of its labels.</param>
internal readonly record struct PieceExit(int Label, ImmutableArray<ValueType> Values, int Offset, int[] Targets)
{
    public const int TailCall = -1;
    public const int Table = -2;
}
