using System.Collections.Concurrent;

namespace Ludos.Runtime.Ticking;

/// <summary>Work that may only be done between two ticks, on the thread that ticks. Any thread posts.</summary>
internal sealed class BoundaryQueue
{
    private readonly ConcurrentQueue<Action> _waiting = new();

    public void Post(Action work) => _waiting.Enqueue(work);

    public void RunAll()
    {
        while (_waiting.TryDequeue(out var work))
        {
            work();
        }
    }
}
