using System.Collections.Immutable;

namespace Ludos.Modules;

/// <summary>The table of legal moves between the stages of a swap. What is not in it does not happen.</summary>
public static class SwapMoves
{
    /// <summary>Every legal move: from, move, to.</summary>
    public static ImmutableArray<(SwapStage From, SwapMove Move, SwapStage To)> Table { get; } =
    [
        (SwapStage.Running, SwapMove.Prepare, SwapStage.Preparing),
        (SwapStage.Preparing, SwapMove.MakeReady, SwapStage.Ready),
        (SwapStage.Preparing, SwapMove.Refuse, SwapStage.Refused),
        (SwapStage.Preparing, SwapMove.RollBack, SwapStage.RolledBack),
        (SwapStage.Ready, SwapMove.Flip, SwapStage.Probation),
        (SwapStage.Ready, SwapMove.Refuse, SwapStage.Refused),
        (SwapStage.Probation, SwapMove.Promote, SwapStage.Promoted),
        (SwapStage.Probation, SwapMove.RollBack, SwapStage.RolledBack),
        (SwapStage.Promoted, SwapMove.Prepare, SwapStage.Preparing),
        (SwapStage.Promoted, SwapMove.RollBack, SwapStage.RolledBack),
        (SwapStage.RolledBack, SwapMove.Prepare, SwapStage.Preparing),
        (SwapStage.RolledBack, SwapMove.RollBack, SwapStage.RolledBack),
        (SwapStage.Refused, SwapMove.Prepare, SwapStage.Preparing),
        (SwapStage.Refused, SwapMove.RollBack, SwapStage.RolledBack),
    ];

    /// <summary>Where a move leads; false when it is not legal. Allocates nothing.</summary>
    public static bool TryNext(SwapStage from, SwapMove move, out SwapStage to)
    {
        foreach ((SwapStage legalFrom, SwapMove legalMove, SwapStage legalTo) in Table)
        {
            if (legalFrom != from || legalMove != move) continue;
            to = legalTo;
            return true;
        }

        to = from;
        return false;
    }
}
