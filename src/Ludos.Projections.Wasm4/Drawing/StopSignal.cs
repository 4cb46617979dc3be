namespace Ludos.Projections.Wasm4.Drawing;

/// <summary>Tells a long drawing loop to give up. Any thread may raise it; the drawing thread reads it now and then.</summary>
public sealed class StopSignal
{
    private volatile bool _raised;

    public bool IsRaised => _raised;

    public void Raise() => _raised = true;

    public void Lower() => _raised = false;
}
