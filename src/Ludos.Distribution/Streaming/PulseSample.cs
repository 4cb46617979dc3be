namespace Ludos.Distribution;

/// <summary>How a running game's ticks fared since the last look. Plain numbers, so that whoever decides the cap needs to know nothing of ticks.</summary>
/// <param name="Ticks">Ticks that ran since the last look; 0 while the game stands still.</param>
/// <param name="WorstLateMs">How late the latest one began after it was due, or by how much one overran its period, whichever was worse.</param>
/// <param name="LateTicks">Ticks that were later than <see cref="StreamCapOptions.LateMs"/>.</param>
/// <param name="MeanTickMs">Mean duration of a tick.</param>
/// <param name="PeriodMs">Time from one tick to the next.</param>
/// <param name="MissedTicks">Ticks that were dropped since the last look.</param>
public readonly record struct PulseSample(int Ticks, double WorstLateMs, int LateTicks, double MeanTickMs, double PeriodMs, long MissedTicks);
