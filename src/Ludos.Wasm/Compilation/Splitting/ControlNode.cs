using System.Collections.Immutable;

namespace Ludos.Wasm.Compilation.Splitting;

internal enum NodeKind : byte
{
    /// <summary>Instructions, and constructs too small to look into.</summary>
    Code,

    /// <summary>A block, a loop, or the function itself.</summary>
    Block,

    /// <summary>An if, whose children are its arms.</summary>
    If,
    Arm,

    /// <summary>A try_table: nothing in its body is moved away, for its handlers see the locals as they are at any instruction.</summary>
    Guarded,

    /// <summary>Nodes that go to a method of their own.</summary>
    Piece,
}

/// <summary>A part of a function's body in the tree of its constructs.</summary>
internal sealed class ControlNode(NodeKind kind, int start, ControlNode? parent, int depth, int loops)
{
    public NodeKind Kind { get; set; } = kind;

    public int Start { get; } = start;

    public int End { get; set; }

    public ControlNode? Parent { get; set; } = parent;

    /// <summary>Labels around it, which is also the number of the label that it brings.</summary>
    public int Depth { get; } = depth;

    /// <summary>Loops around what is inside it.</summary>
    public int Loops { get; } = loops;

    /// <summary>Labels around what is inside it.</summary>
    public int LabelsInside => Kind == NodeKind.Arm ? Depth : Depth + 1;

    /// <summary>What it would cost where it stands, in units of <see cref="ILCost"/>.</summary>
    public long Cost { get; set; }

    /// <summary>The part of its cost that no child has.</summary>
    public long OwnCost { get; set; }

    public bool HasLoop { get; set; }

    /// <summary>No operand of its block lies on the stack at its start.</summary>
    public bool StartsClean { get; set; }

    /// <summary>Lowest label that a br_table inside can go to.</summary>
    public int FarthestDispatch { get; set; } = int.MaxValue;

    public ImmutableArray<ValueType> LabelTypes { get; set; } = [];

    public List<ControlNode> Children { get; set; } = [];

    public bool IsOpen { get; set; }
}
