namespace Ludos.Modules;

/// <summary>What becomes of an instance's linear memory, globals and tables from one call to the next. Tick thread only; allocates nothing.</summary>
internal interface ILinearState : IDisposable
{
    /// <summary>Makes the state that a call begins with.</summary>
    /// <param name="keep">Ranges of memory, start and length, whose content the caller sees to.</param>
    /// <returns>True when windows lost what they held.</returns>
    bool Begin(ReadOnlySpan<(int Start, int Length)> keep);

    /// <summary>The call counts: what it left is the state.</summary>
    void Commit();

    /// <summary>The call does not count: what it left is worth nothing.</summary>
    void Spoil();
}
