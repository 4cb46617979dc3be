namespace Ludos.Runtime.Observability;

/// <summary>What a line of the black box is.</summary>
public enum BoxRecordKind
{
    Marker = 1,

    /// <summary>A line of the trace.</summary>
    Trace = 2,

    /// <summary>An exception of the runtime's own that nothing caught.</summary>
    Exception = 3,
}
