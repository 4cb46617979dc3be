using System.Globalization;
using Ludos.State;

namespace Ludos.Bench.Torn;

/// <summary>A reader in another process: attaches, says "ready", reads until the last epoch, prints its tally as one line.</summary>
internal static class TornReader
{
    internal const string Role = "torn-reader";
    internal const string RegionName = "frames";

    private const int ExitFailed = 1;
    private static readonly TimeSpan SlowPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    internal static int Run(string socket, string kind, string lastEpoch)
    {
        if (!Arena.Attach(socket, AttachOptions.Default).TryGet(out var arena, out var fault) || !arena.Find(RegionName).TryGet(out var region, out fault))
        {
            Console.Error.WriteLine(fault);
            return ExitFailed;
        }

        using (arena)
        {
            var last = ulong.Parse(lastEpoch, CultureInfo.InvariantCulture);
            var tally = kind == "stuck" ? HoldOn(region, last) : Follow(region, last, kind == "slow" ? SlowPause : TimeSpan.Zero);
            Console.WriteLine(tally.ToString());
            return 0;
        }
    }

    private static ReadTally Follow(Region region, ulong last, TimeSpan pause)
    {
        using var reader = region.OpenReader();
        var tally = default(ReadTally);
        Action between = pause == TimeSpan.Zero ? static () => { } : () => Thread.Sleep(pause);
        Console.WriteLine("ready");
        var seen = 1UL;
        while (seen < last && region.Wait(seen, Patience))
        {
            using var scope = reader.Pin();
            var whole = Frame.Verify(scope.Bytes, scope.Epoch, between);
            tally = tally.Count(whole, scope.Close());
            seen = scope.Epoch;
        }

        return tally with { LastEpoch = seen };
    }

    /// <summary>Pins the first frame it sees and lets go only after the last: it must be told that its frame was taken.</summary>
    private static ReadTally HoldOn(Region region, ulong last)
    {
        using var reader = region.OpenReader();
        Console.WriteLine("ready");
        _ = region.Wait(1, Patience);
        using var scope = reader.Pin();
        var whole = Frame.Verify(scope.Bytes, scope.Epoch, () => WaitForAll(region, last));
        return default(ReadTally).Count(whole, scope.Close()) with { LastEpoch = region.Epoch };
    }

    private static void WaitForAll(Region region, ulong last)
    {
        while (region.Epoch < last && region.Wait(region.Epoch, Patience))
        {
        }
    }
}
