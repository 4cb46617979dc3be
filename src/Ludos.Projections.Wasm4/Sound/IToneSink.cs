namespace Ludos.Projections.Wasm4.Sound;

/// <summary>Hears of every tone call, for a log. Called on the tick thread; must not block.</summary>
public interface IToneSink
{
    /// <param name="tick">The world's tick, from 0; -1 for calls before the first update.</param>
    /// <param name="call">The arguments as passed.</param>
    void Played(long tick, in ToneCall call);
}
