namespace Ludos.State;

/// <summary>Something that happened to a world between two steps.</summary>
/// <param name="Tick">The world's clock when the tick that follows begins.</param>
/// <param name="Subject">A module, or module/unit; may be empty.</param>
/// <param name="Text">For people, or what the kind says.</param>
public sealed record LogEvent(LogEventKind Kind, long Tick, string Subject, string Text)
{
    internal static LogEvent? Read(ReadOnlySpan<byte> payload, out string? problem)
    {
        var reader = new PayloadReader(payload);
        var head = reader.Take<EventHead>();
        if (head.Kind is 0 or > (ushort)LogEventKind.Crash)
        {
            reader.Refuse($"it is an event of the unknown kind {head.Kind}");
        }

        if (head.Tick < -1)
        {
            reader.Refuse($"its tick is {head.Tick}");
        }

        var subject = reader.Text(head.SubjectBytes, "subject");
        var text = reader.Text((int)Math.Min(head.TextBytes, int.MaxValue), "text");
        problem = reader.End();
        return problem is null ? new LogEvent((LogEventKind)head.Kind, head.Tick, subject, text) : null;
    }
}
