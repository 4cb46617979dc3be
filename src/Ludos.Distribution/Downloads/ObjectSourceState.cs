namespace Ludos.Distribution;

/// <summary>What a session has learnt about one source. Thread-safe.</summary>
internal sealed class ObjectSourceState(IObjectSource source)
{
    private int _fruitless;
    private string? _droppedBecause;

    public IObjectSource Source { get; } = source;

    /// <summary>Why it is not asked any more; null = it is.</summary>
    public string? DroppedBecause => Volatile.Read(ref _droppedBecause);

    public bool IsDropped => DroppedBecause is not null;

    /// <summary>It gave bytes.</summary>
    public void Progressed() => Volatile.Write(ref _fruitless, 0);

    /// <summary>It gave nothing. Returns how many times in a row.</summary>
    public int Failed() => Interlocked.Increment(ref _fruitless);

    /// <summary>The first reason stays.</summary>
    public void Drop(string because) => Interlocked.CompareExchange(ref _droppedBecause, because, null);
}
