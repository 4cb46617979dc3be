namespace Ludos.Web.Regions;

/// <summary>The buffers of one feed: as many as there are pages that send and frames that are kept, made once. Thread-safe.</summary>
internal sealed class DeltaFramePool(int frameBytes)
{
    private readonly Lock _lock = new();
    private readonly Stack<DeltaFrame> _free = new(WebLimits.MaxRegionPages);

    /// <summary>Frames made so far; for the test that their number stays bounded.</summary>
    public int Made { get; private set; }

    public DeltaFrame Rent()
    {
        lock (_lock)
        {
            if (_free.TryPop(out var frame))
            {
                return frame;
            }

            Made++;
        }

        return new DeltaFrame(this, frameBytes);
    }

    public void Return(DeltaFrame frame)
    {
        lock (_lock)
        {
            _free.Push(frame);
        }
    }
}
