using System.Globalization;

namespace Ludos.Bench.State.Signals;

/// <summary>What one round of signals gave, from a waiter in another process.</summary>
/// <param name="MedianNs">From just before the store that signals to the waiter's next instruction.</param>
/// <param name="Lost">Signals that a waiter learned of only because its sleep timed out.</param>
/// <param name="Slept">Times that the waiter gave up its core.</param>
internal sealed record SignalFigures(double MedianNs, double P99Ns, long Lost, long Slept)
{
    public static SignalFigures Parse(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(Number(parts[0]), Number(parts[1]), (long)Number(parts[2]), (long)Number(parts[3]));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{MedianNs} {P99Ns} {Lost} {Slept}");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
