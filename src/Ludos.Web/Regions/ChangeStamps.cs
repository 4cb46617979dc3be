using Ludos.State;

namespace Ludos.Web.Regions;

/// <summary>
/// Under which epoch each block of a region changed last: from this, what a page has missed follows without comparing again, however far it is behind.
/// </summary>
internal sealed class ChangeStamps(int contentBytes)
{
    private const int BlockBytes = 32;

    private readonly ulong[] _epochs = new ulong[(contentBytes + BlockBytes - 1) / BlockBytes];

    /// <summary>Stamps what a delta has changed.</summary>
    public void Add(ReadOnlySpan<DeltaRun> runs, ulong epoch)
    {
        foreach (var run in runs)
        {
            var first = (int)(run.OffsetBytes / BlockBytes);
            var end = (int)((run.EndBytes + BlockBytes - 1) / BlockBytes);
            _epochs.AsSpan(first, end - first).Fill(epoch);
        }
    }

    /// <summary>
    /// Makes <paramref name="scratch"/> differ from <paramref name="content"/> in exactly the blocks that changed after an epoch, so that the arena's own
    /// encoder writes them: there is one encoder of deltas.
    /// </summary>
    public void Mark(ReadOnlySpan<byte> content, ulong afterEpoch, Span<byte> scratch)
    {
        content.CopyTo(scratch);
        for (var block = 0; block < _epochs.Length; block++)
        {
            if (_epochs[block] > afterEpoch)
            {
                scratch[block * BlockBytes] ^= byte.MaxValue;
            }
        }
    }
}
