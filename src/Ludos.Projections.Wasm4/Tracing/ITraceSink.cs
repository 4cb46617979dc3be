namespace Ludos.Projections.Wasm4.Tracing;

/// <summary>Takes the lines a cart traces. Called on the tick thread; must not block.</summary>
public interface ITraceSink
{
    /// <param name="line">One call's text, without a line end; valid during the call only.</param>
    void Write(ReadOnlySpan<char> line);
}
