namespace Ludos.Wasm.Compilation.Splitting;

/// <summary>
/// One number for how much of a method's room some IL takes: the largest share of any of the counts that RyuJIT looks at. Summed over
/// instructions it is never less than the share of their sum.
/// </summary>
internal static class ILCost
{
    /// <summary>A method that is just small enough.</summary>
    public const long Method = 120_000;

    public static long Between(ILCounts from, ILCounts to) => Math.Max(
        Math.Max((to.Bytes - from.Bytes) * (Method / ILWriter.MaxBytes), (to.Instructions - from.Instructions) * (Method / ILWriter.MaxInstructions)),
        Math.Max((to.Blocks - from.Blocks) * (Method / ILWriter.MaxBasicBlocks), (to.LocalReferences - from.LocalReferences) * (Method / ILWriter.MaxLocalReferences)));
}
