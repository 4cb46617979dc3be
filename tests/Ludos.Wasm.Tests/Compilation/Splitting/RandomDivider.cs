using Ludos.Wasm.Compilation.Splitting;

namespace Ludos.Wasm.Tests.Compilation.Splitting;

/// <summary>Divides every function at places drawn from a seed, pieces inside pieces too: no planner would, but the result must be the same.</summary>
internal sealed class RandomDivider(int seed)
{
    private const int MovesInEight = 5;

    // Each piece inside another one is given its own room on the stack.
    private const int DeepestHome = 12;

    public IReadOnlyList<ControlNode> Divide(ControlTree tree)
    {
        // Equal for every compilation of one function, in any order and any process.
        var random = new Random(unchecked((seed * 7_919) + tree.Root.End - tree.Root.Start));
        var pieces = new List<ControlNode>();
        foreach (var home in tree.Constructs.Where(node => node.Kind is NodeKind.Block or NodeKind.Arm && node.Depth < DeepestHome && !IsGuarded(node)))
        {
            for (var tries = random.Next(4); tries > 0 && home.Children.Count > 0; tries--)
            {
                var first = random.Next(home.Children.Count);
                var end = first + 1 + random.Next(home.Children.Count - first);
                if (random.Next(8) < MovesInEight && home.Children[first].Cost > 0)
                {
                    pieces.Add(Move(home, first, end));
                }
            }
        }

        return pieces;
    }

    private static bool IsGuarded(ControlNode? node)
    {
        for (; node is not null; node = node.Parent)
        {
            if (node.Kind == NodeKind.Guarded)
            {
                return true;
            }
        }

        return false;
    }

    private static ControlNode Move(ControlNode home, int first, int end)
    {
        var moved = home.Children[first..end];
        var piece = new ControlNode(NodeKind.Piece, moved[0].Start, home, 0, home.Loops) { End = moved[^1].End, Cost = 1, Children = moved };
        home.Children = [.. home.Children[..first], piece, .. home.Children[end..]];
        return piece;
    }
}
