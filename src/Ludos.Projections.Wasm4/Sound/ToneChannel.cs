namespace Ludos.Projections.Wasm4.Sound;

/// <summary>One of the four channels: the tone it plays, and its oscillator.</summary>
internal struct ToneChannel
{
    /// <summary>Full scale of a pulse or of noise; the triangle sounds softer and is given more.</summary>
    private const double FullScale = 0.15;
    private const double TriangleFullScale = 0.25;

    /// <summary>Where a triangle begins, so that it rises from silence.</summary>
    private const double TrianglePhase = 0.25;

    /// <summary>The noise register steps frequency² / 10^6 times a sample.</summary>
    private const double NoiseDivisor = 1_000_000;

    private ToneCall _call;
    private Envelope _envelope;
    private NoiseRegister _noise;
    private double _startFrequency;
    private double _endFrequency;
    private double _duty;
    private double _phase;
    private long _endTick;

    /// <summary>A channel that has never played.</summary>
    public static ToneChannel Silent => new() { _noise = NoiseRegister.Fresh };

    public readonly bool IsHeardLeft => _call.IsHeardLeft;

    public readonly bool IsHeardRight => _call.IsHeardRight;

    /// <summary>A tone also lasts through the tick that its frames end in, so that one started on the next tick leaves no gap.</summary>
    public readonly bool IsSounding(long sample, long tick) => sample < _envelope.End || tick == _endTick;

    public void Start(in ToneCall call, long sample, long tick)
    {
        bool isTriangle = call.Voice == Voice.Triangle;
        if (sample > _envelope.End && tick != _endTick)
            _phase = isTriangle ? TrianglePhase : 0;
        _call = call;
        _envelope = new Envelope(call, sample, isTriangle ? TriangleFullScale : FullScale);
        _startFrequency = call.StartFrequency;
        _endFrequency = call.EndFrequency;
        _duty = call.Duty;
        _endTick = tick + call.TotalFrames;
    }

    /// <summary>The channel's next sample, -1 to 1.</summary>
    public double Next(long sample)
    {
        double frequency = _endFrequency > 0
            ? Envelope.Ramp(_startFrequency, _endFrequency, sample, _envelope.Start, _envelope.End)
            : _startFrequency;
        double volume = _envelope.At(sample);
        return _call.Voice switch
        {
            Voice.Noise => volume * NextNoise(frequency),
            Voice.Triangle => volume * NextTriangle(frequency),
            _ => volume * NextPulse(frequency),
        };
    }

    private int NextNoise(double frequency)
    {
        _phase += frequency * frequency / NoiseDivisor;
        double steps = Math.Ceiling(_phase);
        if (steps > 0)
        {
            _phase -= steps;
            _noise.Advance((long)steps);
        }
        return _noise.Level;
    }

    private double NextTriangle(double frequency)
    {
        AdvancePhase(frequency / Synthesizer.SampleRateHz);
        return 2 * Math.Abs(2 * _phase - 1) - 1;
    }

    private double NextPulse(double frequency)
    {
        double step = frequency / Synthesizer.SampleRateHz;
        AdvancePhase(step);
        return _phase < _duty
            ? SmoothedEdge(_phase / _duty, step / _duty)
            : -SmoothedEdge((_phase - _duty) / (1 - _duty), step / (1 - _duty));
    }

    private void AdvancePhase(double step)
    {
        _phase += step;
        if (_phase >= 1)
            _phase -= Math.Floor(_phase);
    }

    /// <summary>polyBLEP: the first and last step of each half of the pulse bend toward zero instead of jumping.</summary>
    private static double SmoothedEdge(double phase, double step)
    {
        if (phase < step)
        {
            double t = phase / step;
            return t + t - t * t;
        }
        if (phase > 1 - step)
        {
            double t = (phase - (1 - step)) / step;
            return 1 - (t + t - t * t);
        }
        return 1;
    }
}
