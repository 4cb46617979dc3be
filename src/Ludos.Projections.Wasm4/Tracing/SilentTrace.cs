namespace Ludos.Projections.Wasm4.Tracing;

/// <summary>A sink for hosts that show no traces.</summary>
public sealed class SilentTrace : ITraceSink
{
    private SilentTrace()
    {
    }

    public static SilentTrace Instance { get; } = new();

    public void Write(ReadOnlySpan<char> line)
    {
    }
}
