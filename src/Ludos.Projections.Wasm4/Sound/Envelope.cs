namespace Ludos.Projections.Wasm4.Sound;

/// <summary>Attack, decay, sustain and release of one tone, in samples of <see cref="Synthesizer.SampleRateHz"/> since the synthesizer began.</summary>
internal readonly struct Envelope
{
    /// <summary>A tail this short only spares a click; the volume holds through it.</summary>
    internal const long TailSamples = Synthesizer.SampleRateHz / 1000;

    private readonly long _attackEnd;
    private readonly long _decayEnd;
    private readonly long _sustainEnd;
    private readonly double _peak;
    private readonly double _sustain;

    public Envelope(in ToneCall call, long startSample, double fullScale)
    {
        Start = startSample;
        _attackEnd = Start + Samples(call.AttackFrames);
        _decayEnd = _attackEnd + Samples(call.DecayFrames);
        _sustainEnd = _decayEnd + Samples(call.SustainFrames);
        End = _sustainEnd + Samples(call.ReleaseFrames);
        if (call.Voice == Voice.Triangle && call.ReleaseFrames == 0)
            End += TailSamples;
        _peak = fullScale * call.PeakVolume;
        _sustain = fullScale * call.SustainVolume;
    }

    public long Start { get; }

    public long End { get; }

    public double At(long sample)
    {
        if (sample >= _sustainEnd && End - _sustainEnd > TailSamples)
            return Ramp(_sustain, 0, sample, _sustainEnd, End);
        if (sample >= _decayEnd)
            return _sustain;
        return sample >= _attackEnd
            ? Ramp(_peak, _sustain, sample, _attackEnd, _decayEnd)
            : Ramp(0, _peak, sample, Start, _attackEnd);
    }

    public static double Ramp(double from, double to, long sample, long start, long end)
        => sample >= end ? to : from + (double)(sample - start) / (end - start) * (to - from);

    private static long Samples(int frames) => (long)Synthesizer.SamplesPerFrame * frames;
}
