namespace Ludos.Runtime;

/// <summary>Somebody waits for the game's ticks until this is disposed; disposing twice counts once.</summary>
internal sealed class ViewerLease(Action leave) : IDisposable
{
    private Action? _leave = leave;

    public void Dispose() => Interlocked.Exchange(ref _leave, null)?.Invoke();
}
