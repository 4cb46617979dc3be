namespace Ludos.Projections.Wasm4.Sound;

/// <summary>The four channels, by their number in a tone's flags.</summary>
public enum Voice
{
    Pulse1 = 0,
    Pulse2 = 1,
    Triangle = 2,
    Noise = 3,
}
