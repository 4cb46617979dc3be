namespace Ludos.Distribution;

/// <summary>Where fetched objects are decoded, hashed and written. Thread-safe.</summary>
public interface IDownloadWork
{
    /// <summary>Runs this piece of work, and completes with what it returned or threw.</summary>
    ValueTask<T> Run<T>(Func<T> work);
}

/// <summary>On whichever thread the bytes came.</summary>
public sealed class WorkInPlace : IDownloadWork
{
    public static WorkInPlace Instance { get; } = new();

    /// <inheritdoc/>
    public ValueTask<T> Run<T>(Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return new ValueTask<T>(work());
    }
}
