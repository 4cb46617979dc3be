namespace Ludos.Runtime.Observability;

/// <summary>Writes markers into the black box, counts them, and tells whoever listens. Thread-safe.</summary>
public sealed class MarkerLog(string game, BlackBox box)
{
    /// <summary>Raised on the thread that marks; listeners must be quick and must not throw.</summary>
    public event Action<Marker>? Marked;

    public void Mark(MarkerKind kind, long tick, string module = "", string text = "")
    {
        var marker = new Marker(kind, game, tick, module, text);
        box.Count(Counter.Markers);
        box.Append(BoxRecordKind.Marker, tick, marker.ToString());
        Marked?.Invoke(marker);
    }

    /// <summary>What has a marker of its own among the session's events.</summary>
    internal void Mark(SessionEvent happened)
    {
        MarkerKind? kind = happened.Kind switch
        {
            SessionEventKind.Swap => happened.Swap is null ? MarkerKind.Flipped : MarkerKind.Swapped,
            SessionEventKind.UnitFault => MarkerKind.UnitFault,
            SessionEventKind.ModuleStopped => MarkerKind.ModuleStopped,
            SessionEventKind.Crashed => MarkerKind.Crashed,
            SessionEventKind.Restarted => MarkerKind.Restarted,
            SessionEventKind.Damaged => MarkerKind.Damaged,
            SessionEventKind.Branched => MarkerKind.Branched,
            SessionEventKind.Paused => MarkerKind.Paused,
            SessionEventKind.Resumed => MarkerKind.Resumed,
            SessionEventKind.Stopped => MarkerKind.Closed,
            _ => null,
        };
        if (kind is { } known)
        {
            CountEvent(known);
            Mark(known, happened.Tick, happened.Module, happened.Text);
        }
    }

    private void CountEvent(MarkerKind kind)
    {
        Counter? counter = kind switch
        {
            MarkerKind.ModuleStopped => Counter.ModulesStopped,
            MarkerKind.Crashed => Counter.Crashes,
            MarkerKind.Restarted => Counter.Restarts,
            MarkerKind.Paused => Counter.Pauses,
            _ => null,
        };
        if (counter is { } known)
        {
            box.Count(known);
        }
    }
}
