namespace Ludos.Platform.Sync;

/// <summary>A futex within one process, for platforms without one: sleepers share a few monitors, chosen by address.</summary>
internal static unsafe class ParkingLot
{
    private const int Stripes = 64;

    private static readonly object[] Locks = [.. Enumerable.Range(0, Stripes).Select(_ => new object())];

    internal static void Wait(int* word, int seen, TimeSpan timeout)
    {
        var stripe = Stripe(word);
        lock (stripe)
        {
            // Looked at under the lock that a waker must take, so that a wake between look and sleep is not lost.
            if (Volatile.Read(ref *word) == seen)
            {
                _ = Monitor.Wait(stripe, timeout > TimeSpan.Zero ? timeout : TimeSpan.Zero);
            }
        }
    }

    internal static void WakeAll(int* word)
    {
        var stripe = Stripe(word);
        lock (stripe)
        {
            Monitor.PulseAll(stripe);
        }
    }

    private static object Stripe(int* word) => Locks[((nuint)word >> 3) % Stripes];
}
