namespace Ludos.Distribution;

/// <summary>Counts a download. Thread-safe.</summary>
internal sealed class DownloadTally(IReadOnlyCollection<DownloadItem> items, IProgress<DownloadProgress>? progress)
{
    private readonly Lock _gate = new();
    private DownloadProgress _progress = new(0, items.Count, 0, items.Sum(item => item.Object.SizeBytes), 0);

    public DownloadProgress Progress
    {
        get
        {
            lock (_gate)
            {
                return _progress;
            }
        }
    }

    public void Received(int bytes)
    {
        lock (_gate)
        {
            _progress = _progress with { ReceivedBytes = _progress.ReceivedBytes + bytes };
            progress?.Report(_progress);
        }
    }

    public void Done(DownloadItem item)
    {
        lock (_gate)
        {
            _progress = _progress with { DoneObjects = _progress.DoneObjects + 1, DoneBytes = _progress.DoneBytes + item.Object.SizeBytes, Latest = item };
            progress?.Report(_progress);
        }
    }
}
