namespace Ludos.Wasm.Compilation.Splitting;

/// <summary>
/// Chooses what of a large function goes to methods of its own. Only constructs that are themselves too large are looked into; what lies beside one another in
/// them is gathered into stretches that fit, and the largest go first, until the rest fits too. Loops that fit stay whole, and so does a dispatch
/// with the small cases of its switch. Where calls alone are too many, stretches of calls are gathered in turn.
/// </summary>
internal sealed class SplitPlanner(ControlTree tree, long budget, Func<int, int, long> callCost)
{
    private const int MaxRounds = 12;

    // Moving away what costs hardly more than its call only makes it slow.
    private const int LeastGain = 2;

    // A loop around a call makes it this much dearer.
    private const int LoopPenalty = 4;

    /// <summary>The chosen stretches; inner ones come before those that hold them. Whether everything fits only emitting it tells.</summary>
    public List<ControlNode> Pieces { get; } = [];

    /// <summary>Goes on until the function is below the budget, or nothing more can be moved away.</summary>
    public void Run()
    {
        for (var round = 0; round < MaxRounds; round++)
        {
            Recount();
            if (tree.Root.Cost <= budget)
            {
                return;
            }

            Open(keepDispatch: round == 0);
            if (!MoveLargest() && round > 0)
            {
                return;
            }
        }
    }

    private void Recount()
    {
        foreach (var node in tree.Constructs)
        {
            node.Cost = node.OwnCost;
            foreach (var child in node.Children)
            {
                node.Cost += child.Cost;
            }
        }
    }

    private void Open(bool keepDispatch)
    {
        for (var i = tree.Constructs.Count - 1; i >= 0; i--)
        {
            var node = tree.Constructs[i];
            var dispatches = keepDispatch && node.FarthestDispatch < node.Depth;
            node.IsOpen = node.Parent is null
                || (node.Parent.IsOpen && node.Kind != NodeKind.Guarded && (node.Kind == NodeKind.Arm || node.Cost > budget || dispatches));
        }
    }

    private bool MoveLargest()
    {
        var found = new List<Stretch>();
        foreach (var node in tree.Constructs)
        {
            // A call in each round of a loop costs more than what it lacks of optimisation.
            if (node.IsOpen && node.Kind != NodeKind.If && node.Loops == 0)
            {
                Gather(node, found);
            }
        }

        found.Sort((left, right) => right.Score.CompareTo(left.Score));
        var excess = tree.Root.Cost - budget;
        var moved = new List<Stretch>();
        foreach (var stretch in found)
        {
            if (excess <= 0)
            {
                break;
            }

            var call = callCost(stretch.Start, stretch.End);
            if (stretch.Cost > call * LeastGain)
            {
                excess -= stretch.Cost - call;
                moved.Add(stretch with { CallCost = call });
            }
        }

        Move(moved);
        return moved.Count > 0;
    }

    private void Gather(ControlNode home, List<Stretch> found)
    {
        var first = 0;
        long cost = 0;
        var cleanAt = -1;
        long costAtClean = 0;
        for (var i = 0; i < home.Children.Count; i++)
        {
            var child = home.Children[i];
            if (child.IsOpen || child.Cost > budget)
            {
                Add(home, first, i, cost, found);
                (first, cost, cleanAt) = (i + 1, 0, -1);
                continue;
            }

            if (cost + child.Cost > budget)
            {
                // Where operands would have to be carried across, an earlier place may be better.
                var cut = !child.StartsClean && cleanAt > first && costAtClean > budget / 2 ? cleanAt : i;
                var before = cut == i ? cost : costAtClean;
                Add(home, first, cut, before, found);
                (first, cost, cleanAt) = (cut, cost - before, -1);
            }

            if (child.StartsClean)
            {
                (cleanAt, costAtClean) = (i, cost);
            }

            cost += child.Cost;
        }

        Add(home, first, home.Children.Count, cost, found);
    }

    private static void Add(ControlNode home, int first, int end, long cost, List<Stretch> found)
    {
        if (end <= first)
        {
            return;
        }

        var score = (double)cost;
        for (var loop = 0; loop < home.Loops; loop++)
        {
            score /= LoopPenalty;
        }

        found.Add(new Stretch(home, first, end, cost, score));
    }

    /// <summary>Puts one node in the place of each stretch.</summary>
    private void Move(List<Stretch> stretches)
    {
        foreach (var group in stretches.GroupBy(stretch => stretch.Home))
        {
            var children = group.Key.Children;
            var kept = new List<ControlNode>(children.Count);
            var next = 0;
            foreach (var stretch in group.OrderBy(stretch => stretch.First))
            {
                kept.AddRange(children[next..stretch.First]);
                var piece = new ControlNode(NodeKind.Piece, stretch.Start, group.Key, 0, group.Key.Loops)
                {
                    End = stretch.End,
                    Cost = stretch.CallCost,
                    StartsClean = children[stretch.First].StartsClean,
                    Children = children[stretch.First..stretch.Last],
                };
                Pieces.Add(piece);
                kept.Add(piece);
                next = stretch.Last;
            }

            kept.AddRange(children[next..]);
            group.Key.Children = kept;
        }
    }

    /// <param name="Last">One past its last node.</param>
    private readonly record struct Stretch(ControlNode Home, int First, int Last, long Cost, double Score)
    {
        public long CallCost { get; init; }

        public int Start => Home.Children[First].Start;

        public int End => Home.Children[Last - 1].End;
    }
}
