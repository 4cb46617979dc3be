using Xunit;

namespace Ludos.Modules.Tests;

public sealed class SwapMovesTests
{
    /// <summary>The table of docs/reference/swap.md, written out once more.</summary>
    private const string Legal = """
        Running Prepare Preparing
        Preparing MakeReady Ready
        Preparing Refuse Refused
        Preparing RollBack RolledBack
        Ready Flip Probation
        Ready Refuse Refused
        Probation Promote Promoted
        Probation RollBack RolledBack
        Promoted Prepare Preparing
        Promoted RollBack RolledBack
        RolledBack Prepare Preparing
        RolledBack RollBack RolledBack
        Refused Prepare Preparing
        Refused RollBack RolledBack
        """;

    [Fact]
    public void EveryMoveIsLegalOrRefusedAsTheTableSays()
    {
        HashSet<string> legal = [.. Legal.Split('\n', StringSplitOptions.TrimEntries)];
        int seen = 0;
        foreach (SwapStage from in Enum.GetValues<SwapStage>())
        {
            foreach (SwapMove move in Enum.GetValues<SwapMove>())
            {
                bool isLegal = SwapMoves.TryNext(from, move, out SwapStage to);
                if (isLegal) seen++;
                Assert.Equal(isLegal, legal.Contains($"{from} {move} {to}"));
                if (!isLegal) Assert.Equal(from, to);
            }
        }

        Assert.Equal(legal.Count, seen);
        Assert.Equal(legal.Count, SwapMoves.Table.Length);
    }

    [Fact]
    public void TheReferencePageHasTheSameTable()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Ludos.slnx"))) folder = Path.GetDirectoryName(folder);
        string page = File.ReadAllText(Path.Combine(folder!, "docs", "reference", "swap.md"));

        foreach (string line in Legal.Split('\n', StringSplitOptions.TrimEntries))
        {
            string[] parts = line.Split(' ');
            Assert.Contains($"| {parts[0]} | {parts[1]} | {parts[2]} |", page, StringComparison.Ordinal);
        }
    }
}
