using Ludos.Projections.Wasm4.Sound;
using Ludos.Projections.Wasm4.Tracing;

namespace Ludos.Runtime;

/// <summary>Hears what a cart says while it runs: its traces go to the session's log, its tone calls to whoever listens. Tick thread.</summary>
internal sealed class CartTap(TraceLog trace) : ITraceSink, IToneSink
{
    private const string Source = "cart";

    /// <summary>The tick that runs; the session tells.</summary>
    public Func<long> Tick { get; set; } = static () => -1;

    /// <summary>Told of each tone call and the tick it was made in; null while nobody listens.</summary>
    public Action<long, ToneCall>? Tones { get; set; }

    public void Write(ReadOnlySpan<char> line) => trace.Add(Tick(), Source, line.Length > TraceLog.MaxLineLength + 1 ? line[..(TraceLog.MaxLineLength + 1)].ToString() : line.ToString());

    public void Played(long tick, in ToneCall call) => Tones?.Invoke(tick, call);
}
