namespace Ludos.Bench.State;

/// <summary>One row of `bench state`: measures one promise of the arena against its reference and checks that both did the same work.</summary>
internal interface IStateRow
{
    /// <summary>What `bench state NAME...` picks it by: one lower-case word, or two with a hyphen.</summary>
    string Name { get; }

    /// <summary>Runs on the calling thread until done; adds its figures and checks to the tally.</summary>
    void Run(StateBenchContext context, RowTally tally);
}
