namespace Ludos.Platform.Processes;

/// <summary>Where a child's standard streams lead.</summary>
public enum ChildStreams
{
    /// <summary>To the same terminal as ours.</summary>
    Inherited,

    /// <summary>To streams that we read and write.</summary>
    Piped,
}
