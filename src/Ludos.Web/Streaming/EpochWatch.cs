using Ludos.State;

namespace Ludos.Web.Streaming;

/// <summary>A thread that waits on a region and says when its epoch moved. Dispose returns once the thread has let go of the region.</summary>
internal sealed class EpochWatch : IDisposable
{
    /// <summary>How long Dispose may have to wait for a thread that sleeps on a region that does not move.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    private readonly Region _region;
    private readonly Action _moved;
    private readonly Thread _thread;
    private volatile bool _stopping;

    /// <param name="moved">Called on the watch's thread; must not block.</param>
    public EpochWatch(Region region, Action moved)
    {
        _region = region;
        _moved = moved;
        _thread = new Thread(Run) { IsBackground = true, Name = $"web {region.Name}" };
        _thread.Start();
    }

    public void Dispose()
    {
        _stopping = true;
        if (Thread.CurrentThread != _thread)
        {
            _thread.Join();
        }
    }

    private void Run()
    {
        var last = _region.Epoch;
        while (!_stopping)
        {
            if (_region.Wait(last, LongestWait) && !_stopping)
            {
                last = _region.Epoch;
                _moved();
            }
        }
    }
}
