using System.Runtime.CompilerServices;

namespace Ludos.Projections.Wasm4.Sound;

/// <summary>
/// Everything a <see cref="Synthesizer"/> knows between two frames, as plain bytes, so that it can lie in a region and follow the cart
/// through a swap. All zeros are a synthesizer that was never reset.
/// </summary>
public struct SynthesizerState
{
    internal Channels Voices;
    internal long Sample;
    internal long Tick;

    /// <summary>Bytes of the state.</summary>
    public static int SizeBytes => Unsafe.SizeOf<SynthesizerState>();

    /// <summary>Silence, as before the first tone. Counting starts past zero, so that a channel that never played has ended.</summary>
    public void Reset()
    {
        for (int i = 0; i < Channels.Count; i++)
            Voices[i] = ToneChannel.Silent;
        Sample = 1;
        Tick = 1;
    }

    [InlineArray(Count)]
    internal struct Channels
    {
        public const int Count = 4;
        private ToneChannel _first;
    }
}
