using System.Collections.Immutable;
using Ludos.Wasm.Decoding;
using Ludos.Wasm.Instructions;

namespace Ludos.Wasm.Compilation.Splitting;

/// <summary>
/// The constructs of one function as a tree, each with what it costs. Constructs and stretches of code below a grain are not told apart,
/// so the tree of a large function stays small.
/// </summary>
internal sealed class ControlTree
{
    private readonly ModuleContents _module;
    private readonly List<SurveyPoint> _points;
    private readonly long _grain;
    private readonly List<ControlNode> _open = [];
    private int _next;

    private ControlTree(ModuleContents module, FunctionType type, int start, List<SurveyPoint> points, long grain)
    {
        _module = module;
        _points = points;
        _grain = grain;
        Root = new ControlNode(NodeKind.Block, start, null, 0, 0) { LabelTypes = type.Results };
        _open.Add(Root);
    }

    public ControlNode Root { get; }

    /// <summary>Constructs that can be looked into, children before their parents; the root is last.</summary>
    public List<ControlNode> Constructs { get; } = [];

    public static ControlTree Of(ModuleContents module, FunctionType type, FunctionBody body, List<SurveyPoint> points, long grain)
    {
        var tree = new ControlTree(module, type, body.Start, points, grain);
        var reader = new InstructionReader(module, body.Start, body.End);
        while (!reader.AtEnd)
        {
            var instruction = reader.Next();
            tree.Instruction(in instruction, reader.Position);
        }

        return tree;
    }

    private void Instruction(in Instruction instruction, int end)
    {
        var (cost, clean) = Point(instruction.Offset);
        switch (instruction.Opcode)
        {
            case Opcode.Block or Opcode.Loop or Opcode.If or Opcode.TryTable:
                Enter(in instruction, cost, clean);
                break;
            case Opcode.Else:
                Close(instruction.Offset);
                _open[^1].OwnCost += cost;
                OpenArm(end);
                break;
            case Opcode.End:
                End(cost, instruction.Offset, end);
                break;
            default:
                Append(new ControlNode(NodeKind.Code, instruction.Offset, _open[^1], 0, _open[^1].Loops)
                {
                    End = end,
                    Cost = cost,
                    StartsClean = clean,
                    FarthestDispatch = instruction.Opcode == Opcode.BrTable ? Farthest(instruction.Targets!) : int.MaxValue,
                });
                break;
        }
    }

    /// <summary>What the instruction cost; nothing when it cannot be reached.</summary>
    private (long Cost, bool Clean) Point(int offset)
    {
        if (_next + 1 >= _points.Count || _points[_next].Offset != offset)
        {
            return (0, false);
        }

        var point = _points[_next++];
        return (_points[_next].Cost - point.Cost, point.Operands == 0);
    }

    private int Farthest(uint[] targets)
    {
        var labels = LabelsAround();
        var farthest = int.MaxValue;
        foreach (var target in targets)
        {
            farthest = Math.Min(farthest, labels - 1 - (int)target);
        }

        return farthest;
    }

    private int LabelsAround() => _open[^1].LabelsInside;

    private void Enter(in Instruction instruction, long cost, bool clean)
    {
        var parent = _open[^1];
        var isLoop = instruction.Opcode == Opcode.Loop;
        var kind = instruction.Opcode switch
        {
            Opcode.If => NodeKind.If,
            Opcode.TryTable => NodeKind.Guarded,
            _ => NodeKind.Block,
        };
        _open.Add(new ControlNode(kind, instruction.Offset, parent, LabelsAround(), parent.Loops + (isLoop ? 1 : 0))
        {
            OwnCost = cost,
            StartsClean = clean,
            HasLoop = isLoop,
            LabelTypes = LabelTypes(instruction.BlockType!, isLoop),
        });
        if (kind == NodeKind.If)
        {
            OpenArm(_open[^1].Start);
        }
    }

    private static ImmutableArray<ValueType> LabelTypes(FunctionType type, bool isLoop) => isLoop ? type.Parameters : type.Results;

    private void OpenArm(int start)
    {
        var construct = _open[^1];
        _open.Add(new ControlNode(NodeKind.Arm, start, construct, construct.Depth + 1, construct.Loops) { StartsClean = true });
    }

    private void End(long cost, int offset, int end)
    {
        if (_open[^1].Kind == NodeKind.Arm)
        {
            Close(offset);
        }

        _open[^1].OwnCost += cost;
        Close(end);
    }

    /// <summary>Ends the innermost open node and hands it to its parent, as plain code when it is small.</summary>
    private void Close(int end)
    {
        var node = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        node.End = end;
        node.Cost = node.OwnCost;
        foreach (var child in node.Children)
        {
            node.Cost += child.Cost;
            node.HasLoop |= child.HasLoop;
            node.FarthestDispatch = Math.Min(node.FarthestDispatch, child.FarthestDispatch);
        }

        var isSmall = node.Cost <= _grain && node.Kind != NodeKind.Arm && _open.Count > 0;
        if (isSmall)
        {
            node.Kind = NodeKind.Code;
            node.Children = [];
        }
        else
        {
            Constructs.Add(node);
        }

        if (_open.Count > 0)
        {
            Append(node);
        }
    }

    /// <summary>Code joins the code before it up to the grain; a new stretch begins where the stack is empty if it can.</summary>
    private void Append(ControlNode node)
    {
        var siblings = _open[^1].Children;
        if (siblings.Count > 0 && siblings[^1] is { Kind: NodeKind.Code } last && node.Kind == NodeKind.Code
            && last.Cost + node.Cost <= _grain && !(node.StartsClean && last.Cost > _grain / 2))
        {
            last.End = node.End;
            last.Cost += node.Cost;
            last.HasLoop |= node.HasLoop;
            last.FarthestDispatch = Math.Min(last.FarthestDispatch, node.FarthestDispatch);
            return;
        }

        siblings.Add(node);
    }
}
