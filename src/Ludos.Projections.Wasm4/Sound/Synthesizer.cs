namespace Ludos.Projections.Wasm4.Sound;

/// <summary>
/// Four tone channels mixed to 44,100 Hz stereo, one frame of 1/60 s at a time. Deterministic: the same calls give the same samples on every
/// machine. Allocates nothing; one thread at a time.
/// </summary>
public static class Synthesizer
{
    public const int SampleRateHz = 44100;
    public const int FramesPerSecond = 60;
    public const int SamplesPerFrame = SampleRateHz / FramesPerSecond;

    /// <summary>Left and right by turns.</summary>
    public const int ValuesPerFrame = SamplesPerFrame * 2;

    /// <summary>One frame as the audio region holds it, in s16.</summary>
    public const int FrameBytes = ValuesPerFrame * sizeof(short);

    /// <summary>Replaces what the tone's channel plays; heard from the next frame on.</summary>
    public static void Play(ref SynthesizerState state, in ToneCall call)
        => state.Voices[(int)call.Voice].Start(call, state.Sample, state.Tick);

    /// <summary>Ends the tick and gives its sound.</summary>
    /// <param name="stereo"><see cref="ValuesPerFrame"/> values.</param>
    /// <exception cref="ArgumentException">The span is of another length.</exception>
    public static void RenderFrame(ref SynthesizerState state, Span<short> stereo)
    {
        if (stereo.Length != ValuesPerFrame)
            throw new ArgumentException($"A frame is {ValuesPerFrame} values.", nameof(stereo));

        state.Tick++;
        for (int i = 0; i < stereo.Length; i += 2, state.Sample++)
        {
            double left = 0;
            double right = 0;
            for (int c = 0; c < SynthesizerState.Channels.Count; c++)
            {
                ref ToneChannel channel = ref state.Voices[c];
                if (!channel.IsSounding(state.Sample, state.Tick))
                    continue;
                double value = channel.Next(state.Sample);
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
}
