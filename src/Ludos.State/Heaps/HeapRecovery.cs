namespace Ludos.State;

/// <summary>What was found when a heap was rebuilt from its blocks.</summary>
/// <param name="Interrupted">What the last writer was doing when it died.</param>
/// <param name="InterruptedBlock">The block that it was doing it to; an allocation that nobody received is given back, a free is finished.</param>
/// <param name="LiveBlocks">Blocks that are given out, after the rebuild.</param>
/// <param name="LiveBytes">The bytes that were asked for in them.</param>
/// <param name="LostBytes">Bytes whose records were damaged: never given out again.</param>
/// <param name="MendedRecords">Records that contradicted the blocks and were put right.</param>
public sealed record HeapRecovery(HeapOperation Interrupted, HeapHandle InterruptedBlock, ulong LiveBlocks, ulong LiveBytes, long LostBytes, int MendedRecords)
{
    public override string ToString() => $"{LiveBlocks} blocks with {LiveBytes} bytes kept"
        + (Interrupted == HeapOperation.None ? "" : Interrupted == HeapOperation.Allocate ? $"; block {InterruptedBlock} was being allocated and nobody received it: given back" : $"; the free of block {InterruptedBlock} was finished")
        + (LostBytes == 0 ? "" : $"; {LostBytes} bytes lost to damaged records");
}
