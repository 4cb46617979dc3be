using System.Collections.Concurrent;

namespace Ludos.Runtime;

/// <summary>Carries events off the tick thread and delivers them in order, one at a time, on the thread pool.</summary>
/// <param name="posted">Told at once, on the thread that posts: what must be written down even if the process dies before delivery.</param>
internal sealed class EventQueue(Action<SessionEvent> deliver, Action<SessionEvent> posted) : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<SessionEvent> _waiting = new();
    private int _isDelivering;

    public void Post(SessionEvent happened)
    {
        posted(happened);
        _waiting.Enqueue(happened);
        Schedule();
    }

    public void Execute()
    {
        while (_waiting.TryDequeue(out var happened))
        {
            deliver(happened);
        }

        Volatile.Write(ref _isDelivering, 0);
        if (!_waiting.IsEmpty)
        {
            Schedule();
        }
    }

    private void Schedule()
    {
        if (Interlocked.Exchange(ref _isDelivering, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }
}
