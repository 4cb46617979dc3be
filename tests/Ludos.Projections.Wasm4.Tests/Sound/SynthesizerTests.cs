using Ludos.Projections.Wasm4.Sound;
using Xunit;

namespace Ludos.Projections.Wasm4.Tests.Sound;

public sealed class SynthesizerTests
{
    private const int Pulse = 0;
    private const int Half = 2 << 2;
    private const int Triangle = 2;
    private const int Noise = 3;
    private const int FullScale = (int)(0.15 * short.MaxValue);

    [Theory]
    [InlineData(110, Pulse | Half)]
    [InlineData(440, Pulse | Half)]
    [InlineData(1000, Triangle)]
    [InlineData(262, 1)]
    public void ATonesPitchIsItsFrequency(int frequency, int flags)
    {
        short[] left = Left(Play(new ToneCall(frequency, 60, 100, flags), 60));
        int rises = Enumerable.Range(1, left.Length - 1).Count(i => left[i - 1] <= 0 && left[i] > 0);
        Assert.InRange(rises, frequency - 1, frequency + 1);
    }

    [Fact]
    public void NoteModeIsEqualTempered()
    {
        Assert.Equal(440, NotePitch.Frequency(69, 0), 9);
        Assert.Equal(261.6255653, NotePitch.Frequency(60, 0), 6);
        Assert.Equal(440 * Math.Pow(2, 0.5 / 12), NotePitch.Frequency(69, 128), 9);
        Assert.Equal(8.1757989156, NotePitch.Frequency(0, 0), 8);
        Assert.Equal(NotePitch.Frequency(81, 0), new ToneCall(81, 1, 100, 0x40).StartFrequency);
    }

    [Fact]
    public void ASlideEndsAtItsSecondFrequency()
    {
        short[] left = Left(Play(new ToneCall(200 | 800 << 16, 120, 100, Half), 120));
        int Rises(int from, int to) => Enumerable.Range(from, to - from).Count(i => left[i] <= 0 && left[i + 1] > 0);
        int tenth = left.Length / 10;
        Assert.InRange(Rises(0, tenth), 42, 50);
        Assert.InRange(Rises(left.Length - tenth - 1, left.Length - 1), 150, 158);
        Assert.InRange(Rises(0, left.Length - 1), 998, 1002);
    }

    [Fact]
    public void TheEnvelopeRisesFallsHoldsAndDies()
    {
        int duration = 20 << 24 | 20 << 16 | 10 << 8 | 20;
        short[] left = Left(Play(new ToneCall(2000, duration, 40 | 100 << 8, Half), 80));
        Assert.InRange(Peak(left, 0, 2), 0, FullScale / 8);
        Assert.InRange(Peak(left, 19, 21), FullScale * 95 / 100, FullScale);
        Assert.InRange(Peak(left, 29, 30), FullScale * 65 / 100, FullScale * 75 / 100);
        Assert.InRange(Peak(left, 45, 55), FullScale * 39 / 100, FullScale * 41 / 100);
        Assert.InRange(Peak(left, 64, 66), FullScale * 17 / 100, FullScale * 25 / 100);
        Assert.Equal(0, Peak(left, 71, 80));
    }

    [Fact]
    public void APeakOfZeroMeansFull()
        => Assert.InRange(Peak(Left(Play(new ToneCall(1000, 1 << 24 | 60 << 16, 0, Half), 3)), 0, 3), FullScale * 9 / 10, FullScale);

    [Theory]
    [InlineData(0, true, true)]
    [InlineData(1, true, false)]
    [InlineData(2, false, true)]
    [InlineData(3, true, true)]
    public void PanChoosesTheSides(int pan, bool left, bool right)
    {
        short[] stereo = Play(new ToneCall(440, 10, 100, Half | pan << 4), 10);
        Assert.Equal(left, stereo.Where((_, i) => i % 2 == 0).Any(v => v != 0));
        Assert.Equal(right, stereo.Where((_, i) => i % 2 == 1).Any(v => v != 0));
    }

    [Theory]
    [InlineData(0, 0.125)]
    [InlineData(1, 0.25)]
    [InlineData(2, 0.5)]
    [InlineData(3, 0.25)]
    public void DutyIsTheShareOfThePeriodThatIsHigh(int mode, double share)
    {
        short[] left = Left(Play(new ToneCall(50, 60, 100, mode << 2), 60));
        Assert.Equal(share, left.Count(v => v > 0) / (double)left.Length, 0.01);
    }

    [Fact]
    public void ToneEndsWithItsFramesAndTheNextTickLeavesNoGap()
    {
        SynthesizerState state = Fresh();
        short[] frame = new short[Synthesizer.ValuesPerFrame];
        for (int tick = 0; tick < 10; tick++)
        {
            Synthesizer.Play(ref state, new ToneCall(440, 1, 100, Half));
            Synthesizer.RenderFrame(ref state, frame);
            Assert.InRange(LongestSilence(frame), 0, 2);
        }
        Synthesizer.RenderFrame(ref state, frame);
        Assert.All(frame, v => Assert.Equal(0, v));
    }

    [Fact]
    public void NoiseIsBothSignsAndNeverStops()
    {
        short[] left = Left(Play(new ToneCall(900, 30, 100, Noise), 30));
        Assert.All(left, v => Assert.InRange(Math.Abs((int)v), FullScale - 1, FullScale + 1));
        Assert.InRange(left.Count(v => v > 0), left.Length * 45 / 100, left.Length * 55 / 100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1000)]
    [InlineData(1_048_577)]
    public void ManyNoiseStepsAtOnceEqualThemOneByOne(int steps)
    {
        var leap = NoiseRegister.Fresh;
        var walk = NoiseRegister.Fresh;
        for (int round = 0; round < 3; round++)
        {
            leap.Advance(steps);
            for (int i = 0; i < steps; i++)
                walk.Advance(1);
            Assert.Equal(walk.Level, leap.Level);
        }
        for (int i = 0; i < 100; i++)
        {
            walk.Advance(1);
            leap.Advance(1);
            Assert.Equal(walk.Level, leap.Level);
        }
    }

    [Fact]
    public void AnyCallGivesBoundedSound()
    {
        SynthesizerState state = Fresh();
        short[] frame = new short[Synthesizer.ValuesPerFrame];
        uint seed = 12345;
        for (int i = 0; i < 400; i++)
        {
            Synthesizer.Play(ref state, new ToneCall(Next(), Next(), Next(), Next()));
            Synthesizer.RenderFrame(ref state, frame);
            Assert.All(frame, v => Assert.InRange(Math.Abs((int)v), 0, (int)(0.71 * short.MaxValue)));
        }

        int Next()
        {
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            return (int)seed;
        }
    }

    [Fact]
    public void TheSameCallsGiveTheSameSamplesAndNothingIsAllocated()
    {
        var call = new ToneCall(440 | 880 << 16, 30, 100, Half);
        Assert.Equal(Play(call, 30), Play(call, 30));

        SynthesizerState state = Fresh();
        short[] frame = new short[Synthesizer.ValuesPerFrame];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
        {
            Synthesizer.Play(ref state, call);
            Synthesizer.RenderFrame(ref state, frame);
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static int LongestSilence(short[] stereo)
    {
        int longest = 0;
        int run = 0;
        foreach (short value in stereo)
        {
            run = value == 0 ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    private static short[] Play(ToneCall call, int frames)
    {
        SynthesizerState state = Fresh();
        short[] all = new short[frames * Synthesizer.ValuesPerFrame];
        Synthesizer.Play(ref state, call);
        for (int i = 0; i < frames; i++)
            Synthesizer.RenderFrame(ref state, all.AsSpan(i * Synthesizer.ValuesPerFrame, Synthesizer.ValuesPerFrame));
        return all;
    }

    private static SynthesizerState Fresh()
    {
        var state = new SynthesizerState();
        state.Reset();
        return state;
    }

    private static short[] Left(short[] stereo) => [.. stereo.Where((_, i) => i % 2 == 0)];

    private static int Peak(short[] left, int fromFrame, int toFrame)
        => left[(fromFrame * Synthesizer.SamplesPerFrame)..(toFrame * Synthesizer.SamplesPerFrame)].Max(v => Math.Abs((int)v));
}
