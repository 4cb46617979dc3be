namespace Ludos.Runtime;

/// <summary>Somebody looks at the game until this is disposed; disposing twice counts once.</summary>
internal sealed class ViewerLease(Action leave) : IDisposable
{
    private Action? _leave = leave;

    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
