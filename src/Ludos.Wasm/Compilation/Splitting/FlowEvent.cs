namespace Ludos.Wasm.Compilation.Splitting;

internal enum FlowKind : byte
{
    Get,
    Set,
    Enter,
    Else,
    End,

    /// <summary>To any of the targets, or on.</summary>
    Branch,

    /// <summary>To one of the targets, or, when there are none, out of the function.</summary>
    Leave,
    StartPiece,
    EndPiece,
}

internal enum ConstructKind : byte
{
    Block,
    Loop,
    If,
    Try,
}

/// <summary>What matters of an instruction to who follows locals.</summary>
/// <param name="Local">Of a get or a set.</param>
/// <param name="Targets">Numbers of labels; of a try, where its clauses go.</param>
/// <param name="Scope">Of a loop or piece, at its start and end.</param>
internal readonly record struct FlowEvent(FlowKind Kind, int Local, ConstructKind Construct, int[] Targets, FlowScope? Scope);

/// <summary>A loop or piece while locals are followed.</summary>
/// <param name="Start">Time of its start.</param>
/// <param name="Depth">Labels around it.</param>
internal sealed class FlowScope(int start, int depth, int locals, Piece? piece)
{
    public int Start => start;

    public int Depth => depth;

    public Piece? Piece => piece;

    /// <summary>Locals that are read inside before they are surely assigned inside.</summary>
    public LocalSet Exposed { get; } = new(locals);

    /// <summary>Outer labels that are branched to from inside.</summary>
    public HashSet<int> Exits { get; } = [];

    /// <summary>Of a piece.</summary>
    public LocalSet? Written { get; } = piece is null ? null : new LocalSet(locals);

    /// <summary>Of a piece: locals that are surely assigned inside before any way out. Null until there is one.</summary>
    public LocalSet? Definite { get; set; }
}
