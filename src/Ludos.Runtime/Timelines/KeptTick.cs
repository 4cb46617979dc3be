namespace Ludos.Runtime.Timelines;

/// <summary>One recorded tick: where in the ring lies what it changed, and the ticks of its branch beside it.</summary>
internal struct KeptTick
{
    public const int None = -1;

    public HistoryBranch Branch;
    public long Tick;
    public int Previous;
    public int Next;
    public int Offset;
    public int Bytes;
}
