using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation;

internal enum FrameKind
{
    Function,
    Block,
    Loop,
    If,
    Else,
    Try,

    /// <summary>Not of this method: a block around the piece of a function that the method is.</summary>
    Outer,
}

/// <summary>An open block while its function is compiled.</summary>
/// <param name="Height">Operand stack beneath the block's parameters.</param>
internal sealed record Block(FrameKind Kind, FunctionType Type, int Height)
{
    /// <summary>Where a branch goes: a loop's head, or the end.</summary>
    public Label Label { get; init; }

    /// <summary>Where branches leave their values.</summary>
    public LocalBuilder[] LabelValues { get; init; } = [];

    /// <summary>Of an if: its parameters, for both arms.</summary>
    public LocalBuilder[] Parameters { get; init; } = [];

    /// <summary>Of an if.</summary>
    public Label ElseLabel { get; init; }

    public bool LabelUsed { get; set; }

    /// <summary>Of a loop that begins by choosing where to go: what a branch to it may copy.</summary>
    public DispatchHead? Dispatch { get; set; }

    /// <summary>Protected blocks around the label.</summary>
    public int Guards { get; init; }

    /// <summary>Of a try_table.</summary>
    public CatchClause[] Catches { get; init; } = [];

    /// <summary>Extents proven on every way into an else arm.</summary>
    public Dictionary<int, ulong>? ExtentsAtEntry { get; init; }
}
