namespace Ludos.Distribution;

/// <summary>Holds downloads to a budget while a game plays. Thread-safe.</summary>
/// <param name="time">What waits are measured with.</param>
public sealed class StreamPacer(ByteBudget budget, TimeProvider time) : IDownloadPacer
{
    /// <summary>Timers are no finer; what is owed below it is waited out with the next take.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(1);

    /// <inheritdoc/>
    public ValueTask Take(int bytes, CancellationToken cancellation)
    {
        var wait = budget.Take(bytes);
        return wait < Grain ? default : new ValueTask(Task.Delay(wait, time, cancellation));
    }
}
