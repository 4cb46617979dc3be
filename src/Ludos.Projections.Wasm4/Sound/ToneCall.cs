namespace Ludos.Projections.Wasm4.Sound;

/// <summary>The four arguments of one tone call, as the cart passed them.</summary>
/// <param name="Frequency">Hz or note: bits 0-15 at the start, 16-31 at the end (0: no slide).</param>
/// <param name="Duration">Frames of 1/60 s: bits 0-7 sustain, 8-15 release, 16-23 decay, 24-31 attack.</param>
/// <param name="Volume">0 to 100: bits 0-7 while sustained, 8-15 at the peak (0: 100).</param>
/// <param name="Flags">Bits 0-1 channel, 2-3 duty, 4-5 pan, 0x40 note mode.</param>
public readonly record struct ToneCall(int Frequency, int Duration, int Volume, int Flags)
{
    public int SustainFrames => Duration & 0xFF;

    public int ReleaseFrames => Duration >> 8 & 0xFF;

    public int DecayFrames => Duration >> 16 & 0xFF;

    public int AttackFrames => Duration >> 24 & 0xFF;

    public int TotalFrames => AttackFrames + DecayFrames + SustainFrames + ReleaseFrames;

    public Voice Voice => (Voice)(Flags & 3);

    /// <summary>Share of the period a pulse is high, 0 to 1. The fourth setting is a quarter, like the second.</summary>
    public double Duty => (Flags >> 2 & 3) switch { 0 => 0.125, 2 => 0.5, _ => 0.25 };

    public bool IsHeardLeft => (Flags >> 4 & 3) != 2;

    public bool IsHeardRight => (Flags >> 4 & 3) != 1;

    /// <summary>Hz.</summary>
    public double StartFrequency => Pitch(Frequency & 0xFFFF);

    /// <summary>Hz; 0 when the pitch does not slide.</summary>
    public double EndFrequency => (Frequency >> 16 & 0xFFFF) is var end && end == 0 ? 0 : Pitch(end);

    /// <summary>0 to 1.</summary>
    public double SustainVolume => Math.Min(Volume & 0xFF, FullVolume) / (double)FullVolume;

    /// <summary>0 to 1.</summary>
    public double PeakVolume => (Volume >> 8 & 0xFF) is var peak && peak == 0 ? 1 : Math.Min(peak, FullVolume) / (double)FullVolume;

    private const int FullVolume = 100;
    private const int NoteMode = 0x40;

    private double Pitch(int half) => (Flags & NoteMode) == 0 ? half : NotePitch.Frequency(half & 0xFF, half >> 8);
}
