namespace Ludos.Projections.Wasm4.Sound;

/// <summary>
/// A 32-bit xorshift register (7, 9, 13; right shifts keep the sign) that starts at 1; its low bit is the noise. Every step is linear over
/// bits, so many steps at once are a product with a precomputed matrix: a cart that asks for a huge noise frequency costs no more than others.
/// </summary>
public struct NoiseRegister
{
    /// <summary>Below this many steps, stepping is cheaper than the matrices.</summary>
    private const int DirectSteps = 64;

    private const int Bits = 32;

    /// <summary>Row p holds the images of the 32 single bits under 2^p steps.</summary>
    private static readonly int[] Powers = MakePowers();

    private int _state;

    /// <summary>A register as it starts.</summary>
    public static NoiseRegister Fresh => new() { _state = 1 };

    /// <summary>+1 or -1, from the last step taken; 0 before the first.</summary>
    public int Level { get; private set; }

    public void Advance(long steps)
    {
        if (steps <= 0)
            return;
        if (steps < DirectSteps)
        {
            for (long i = 0; i < steps; i++)
                _state = Next(_state);
        }
        else
        {
            for (int power = 0; power < Bits && steps >> power != 0; power++)
            {
                if ((steps >> power & 1) != 0)
                    _state = Apply(power, _state);
            }
        }
        Level = (_state & 1) * 2 - 1;
    }

    private static int Next(int x)
    {
        x ^= x >> 7;
        x ^= x << 9;
        return x ^ x >> 13;
    }

    private static int Apply(int power, int x)
    {
        int image = 0;
        for (int bit = 0; bit < Bits; bit++)
        {
            if ((x >> bit & 1) != 0)
                image ^= Powers[power * Bits + bit];
        }
        return image;
    }

    private static int[] MakePowers()
    {
        int[] powers = new int[Bits * Bits];
        for (int bit = 0; bit < Bits; bit++)
            powers[bit] = Next(1 << bit);
        for (int power = 1; power < Bits; power++)
        {
            for (int bit = 0; bit < Bits; bit++)
            {
                int half = powers[(power - 1) * Bits + bit];
                int image = 0;
                for (int b = 0; b < Bits; b++)
                {
                    if ((half >> b & 1) != 0)
                        image ^= powers[(power - 1) * Bits + b];
                }
                powers[power * Bits + bit] = image;
            }
        }
        return powers;
    }
}
