using System.Runtime.CompilerServices;

namespace Ludos.Projections.Wasm4.Sound;

/// <summary>
/// Four tone channels mixed to 44,100 Hz stereo, one frame of 1/60 s at a time. Deterministic: the same calls give the same samples on every
/// machine. Allocates nothing after construction; one thread at a time.
/// </summary>
public sealed class Synthesizer
{
    public const int SampleRateHz = 44100;
    public const int FramesPerSecond = 60;
    public const int SamplesPerFrame = SampleRateHz / FramesPerSecond;

    /// <summary>One frame as the audio region holds it: s16 little-endian, left and right by turns.</summary>
    public const int FrameBytes = SamplesPerFrame * 2 * sizeof(short);

    private Channels _channels;
    private long _sample;
    private long _tick;

    public Synthesizer() => Reset();

    /// <summary>Silence, as before the first tone.</summary>
    public void Reset()
    {
        for (int i = 0; i < Channels.Count; i++)
            _channels[i] = new ToneChannel();
        _sample = 1;
        _tick = 1;
    }

    /// <summary>Replaces what the tone's channel plays; heard from the next frame on.</summary>
    public void Play(in ToneCall call) => _channels[(int)call.Voice].Start(call, _sample, _tick);

    /// <summary>Ends the tick and gives its sound.</summary>
    /// <param name="stereo"><see cref="SamplesPerFrame"/> pairs of left and right.</param>
    /// <exception cref="ArgumentException">The span is of another length.</exception>
    public void RenderFrame(Span<short> stereo)
    {
        if (stereo.Length != SamplesPerFrame * 2)
            throw new ArgumentException($"A frame is {SamplesPerFrame * 2} values.", nameof(stereo));

        _tick++;
        for (int i = 0; i < stereo.Length; i += 2, _sample++)
        {
            double left = 0;
            double right = 0;
            for (int c = 0; c < Channels.Count; c++)
            {
                ref ToneChannel channel = ref _channels[c];
                if (!channel.IsSounding(_sample, _tick))
                    continue;
                double value = channel.Next(_sample);
                if (channel.IsHeardLeft)
                    left += value;
                if (channel.IsHeardRight)
                    right += value;
            }
            stereo[i] = ToSample(left);
            stereo[i + 1] = ToSample(right);
        }
    }

    private static short ToSample(double value) => (short)Math.Clamp(Math.Round(value * short.MaxValue), short.MinValue, short.MaxValue);

    [InlineArray(Count)]
    private struct Channels
    {
        public const int Count = 4;
        private ToneChannel _first;
    }
}
