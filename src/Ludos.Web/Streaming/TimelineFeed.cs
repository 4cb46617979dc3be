using Ludos.Runtime;

namespace Ludos.Web.Streaming;

/// <summary>Tells pages where the game stands on its timeline; events only when there are others. Thread-safe.</summary>
internal sealed class TimelineFeed(GameSession session)
{
    private readonly Lock _lock = new();

    public void Push(ReadOnlySpan<Viewer> viewers)
    {
        // One at a time, so that no page is told an older place after a newer one.
        lock (_lock)
        {
            var status = session.Timeline.Status();
            var place = StatusWriter.Timeline(status, session.IsPaused);
            byte[]? marks = null;
            foreach (var viewer in viewers)
            {
                viewer.Outbox.Timeline(place);
                if (viewer.MarksSent != status.Changes)
                {
                    viewer.MarksSent = status.Changes;
                    viewer.Outbox.Text(marks ??= StatusWriter.Marks(status));
                }
            }
        }
    }
}
