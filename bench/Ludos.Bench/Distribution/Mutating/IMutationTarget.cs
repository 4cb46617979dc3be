namespace Ludos.Bench.Distribution;

/// <summary>Something signed that must not be believed when it was changed.</summary>
internal interface IMutationTarget
{
    /// <summary>What it is, for the report.</summary>
    string Name { get; }

    /// <summary>The sound bytes; those are accepted.</summary>
    ReadOnlyMemory<byte> Sound { get; }

    /// <summary>Whether these bytes are accepted in the place of the sound ones, by the code that players run. Never throws.</summary>
    bool Accepts(ReadOnlyMemory<byte> bytes);
}
