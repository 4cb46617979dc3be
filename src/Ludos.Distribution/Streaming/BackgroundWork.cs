using System.Collections.Concurrent;
using Ludos.Platform.Threading;

namespace Ludos.Distribution;

/// <summary>
/// A thread of low weight on which objects are decoded, hashed and written, one after the other: the slices are as small as objects are, and between any two of them a
/// tick's thread goes first. Thread-safe.
/// </summary>
public sealed class BackgroundWork : IDownloadWork, IDisposable
{
    private readonly BlockingCollection<Action> _waiting = new(new ConcurrentQueue<Action>());
    private readonly Thread _thread;

    public BackgroundWork()
    {
        _thread = new Thread(Work) { Name = "ludos stream work", IsBackground = true, Priority = ThreadPriority.BelowNormal };
        _thread.Start();
    }

    /// <inheritdoc/>
    public ValueTask<T> Run<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);

        // What follows goes on elsewhere: were it on this thread, and did it wait for more work, it would wait for itself.
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add(() => Complete(work, done));
        return new ValueTask<T>(done.Task);
    }

    /// <summary>Ends the thread once all that was asked for is done. Nothing may be asked for any more.</summary>
    public void Dispose()
    {
        _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    private static void Complete<T>(Func<T> work, TaskCompletionSource<T> done)
    {
        T result;
        try
        {
            result = work();
        }
        catch (Exception error)
        {
            done.SetException(error);
            return;
        }

        done.SetResult(result);
    }

    private void Work()
    {
        _ = BackgroundThread.Enter();
        foreach (var work in _waiting.GetConsumingEnumerable())
        {
            work();
        }
    }
}
