using Ludos.State;

namespace Ludos.State.TestHost;

/// <summary>
/// Writes a region under grants that it asks for and gives up again, reads and waits for it on a second thread, as fast as it can, until it is killed. Prints "churning" once
/// both do; "failed: ..." when a read that closed Ok was torn, or anything went wrong that no kill explains.
/// </summary>
internal static class Churner
{
    private const int MostWritesUnderOneGrant = 40;
    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(1);

    internal static int Run(string socket, string regionName, ulong seed)
    {
        using var arena = Arena.Attach(socket, AttachOptions.Default).Value;
        var region = arena.Find(regionName).Value;
        var reading = new Thread(() => Read(region)) { IsBackground = true };
        var state = seed | 1;
        Write(region, ref state);
        reading.Start();
        Console.WriteLine("churning");
        while (true)
        {
            Write(region, ref state);
        }
    }

    private static void Write(Region region, ref ulong state)
    {
        if (!region.AcquireWriter().TryGet(out var writer, out var fault))
        {
            // The owner is looking at what a dead one left, or has the region itself.
            if (fault.Code != ArenaErrorCode.LeaseHeld)
            {
                Console.WriteLine($"failed: {fault}");
            }

            return;
        }

        using (writer)
        {
            for (var writes = Next(ref state) % MostWritesUnderOneGrant; writes > 0; writes--)
            {
                using var scope = writer.Begin((WriteMode)(Next(ref state) % 3));
                Pattern.Fill(scope.Change(0, scope.Bytes.Length), region.Epoch + 1);
                if (Next(ref state) % 4 != 0)
                {
                    _ = scope.Publish();
                }
            }
        }
    }

    private static void Read(Region region)
    {
        using var reader = region.OpenReader();
        while (true)
        {
            _ = region.Wait(region.Epoch, ShortWait);
            using var scope = reader.Pin();
            var holds = Pattern.Holds(scope.Bytes, scope.Epoch);
            if (scope.Close() == ReadOutcome.Ok && !holds)
            {
                Console.WriteLine($"failed: epoch {scope.Epoch} is torn");
            }
        }
    }

    private static ulong Next(ref ulong state)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return state >> 8;
    }
}
