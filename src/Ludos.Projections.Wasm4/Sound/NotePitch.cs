namespace Ludos.Projections.Wasm4.Sound;

/// <summary>Equal-tempered pitch, by additions and multiplications alone, so that every machine gets the same bits.</summary>
public static class NotePitch
{
    private const int ConcertA = 69;
    private const double ConcertAHz = 440;
    private const int StepsPerSemitone = 256;
    private const int StepsPerOctave = 12 * StepsPerSemitone;
    private const double LogOfTwo = 0.693147180559945309;
    private const int SeriesTerms = 20;

    /// <summary>Hz of a MIDI note (69 is 440 Hz) raised by <paramref name="bend"/> / 256 of a semitone.</summary>
    public static double Frequency(int note, int bend)
    {
        int steps = (note - ConcertA) * StepsPerSemitone + bend;
        int octave = (int)Math.Floor((double)steps / StepsPerOctave);
        double within = (double)(steps - octave * StepsPerOctave) / StepsPerOctave;
        return ConcertAHz * Math.ScaleB(PowerOfTwo(within), octave);
    }

    private static double PowerOfTwo(double exponent)
    {
        double x = exponent * LogOfTwo;
        double sum = 1;
        for (int n = SeriesTerms; n >= 1; n--)
            sum = 1 + x / n * sum;
        return sum;
    }
}
