using System.Diagnostics;
using System.Globalization;
using Ludos.Platform.Sync;
using Ludos.Platform.Threading;
using Ludos.State;

namespace Ludos.Bench.State.Signals;

/// <summary>The waiter in another process: told "spin COUNT" or "blocked COUNT" on its input, it follows that many epochs and prints <see cref="SignalFigures"/>.</summary>
internal static class SignalWaiter
{
    internal const string Role = "signal-waiter";
    internal const string RegionName = "signal";
    /// <summary>Signaller and waiter have a core each, here and in the reference: who shares one measures the scheduler.</summary>
    internal const int SignallerCore = 0;

    internal const int WaiterCore = 1;
    internal const long LostNs = 100_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    internal static int Run(string[] arguments)
    {
        // A wait that only a timeout ends must be seen as lost, so it may not look up earlier than that.
        using var arena = Arena.Attach(arguments[0], AttachOptions.Default with { LookForOwnerEvery = Patience }).Value;
        var region = arena.Find(RegionName).Value;
        _ = CoreAffinity.ConfineThread(WaiterCore);
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } order)
        {
            var parts = order.Split(' ');
            Console.WriteLine(Follow(region, parts[0] == "spin", int.Parse(parts[1], CultureInfo.InvariantCulture)));
        }

        return 0;
    }

    private static SignalFigures Follow(Region region, bool spin, int count)
    {
        var taken = new double[count];
        var (samples, lost, slept) = (0, 0L, ThreadWaits.Count() ?? 0);
        var seen = region.Epoch;
        var last = seen + (ulong)count;
        Console.WriteLine("go");
        while (seen < last)
        {
            if (spin)
            {
                while (region.Epoch == seen)
                {
                    SpinPause.Once();
                }
            }
            else if (!region.Wait(seen, Patience))
            {
                continue;
            }

            var woke = Stopwatch.GetTimestamp();
            var epoch = region.Epoch;
            var sent = BitConverter.ToInt64(region.Front);
            if (region.Epoch == epoch && epoch == seen + 1 && woke >= sent)
            {
                var ns = (woke - sent) * 1e9 / Stopwatch.Frequency;
                lost += ns > LostNs ? 1 : 0;
                taken[samples++] = ns;
            }

            seen = epoch;
        }

        Array.Sort(taken, 0, samples);
        return samples == 0 ? new(double.NaN, double.NaN, lost, 0) : new(taken[samples / 2], taken[(int)(samples * 0.99)], lost, (ThreadWaits.Count() ?? 0) - slept);
    }
}
