using Ludos.State;

namespace Ludos.State.TestHost;

/// <summary>Attaches, says so, and follows a region up to an epoch. Prints "followed WAITS OK REVOKED"; a torn frame or an epoch that goes back is a failure.</summary>
internal static class Follower
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    internal static int Run(string socket, string regionName, ulong lastEpoch)
    {
        if (!Arena.Attach(socket, AttachOptions.Default).TryGet(out var arena, out var fault))
        {
            return Fail.Because(fault.ToString());
        }

        using (arena)
        {
            // The region may be added after this process attached.
            Console.WriteLine("attached");
            _ = Console.ReadLine();
            return arena.TryFind(regionName, out var region) ? Follow(region, lastEpoch) : Fail.Because("no such region");
        }
    }

    private static int Follow(Region region, ulong lastEpoch)
    {
        using var reader = region.OpenReader();
        var (seen, ok, revoked, waits) = (0UL, 0, 0, 0);
        while (seen < lastEpoch)
        {
            if (!region.Wait(seen, Patience))
            {
                return Fail.Because($"nothing after epoch {seen}");
            }

            waits++;
            using var scope = reader.Pin();
            if (scope.Epoch < seen)
            {
                return Fail.Because($"epoch {scope.Epoch} after {seen}");
            }

            var holds = Pattern.Holds(scope.Bytes, scope.Epoch);
            if (scope.Close() == ReadOutcome.Revoked)
            {
                revoked++;
                continue;
            }

            if (!holds)
            {
                return Fail.Because($"epoch {scope.Epoch} is torn");
            }

            seen = scope.Epoch;
            ok++;
        }

        Console.WriteLine($"followed {waits} {ok} {revoked}");
        return 0;
    }
}
