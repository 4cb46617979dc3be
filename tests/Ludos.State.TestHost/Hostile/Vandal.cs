using Ludos.State;

namespace Ludos.State.TestHost.Hostile;

/// <summary>
/// Attaches, gets the grant on one region, and then writes on everything it can reach by any road a process of the same user has without debugging another:
/// its maps, mprotect, descriptors opened anew, write, truncate, punched holes. Prints what it managed to do to what was not its own, and goes on scribbling
/// over what is until its input ends.
/// </summary>
internal static unsafe class Vandal
{
    internal static int Run(string socket, string regionName, ulong seed)
    {
        using var arena = Arena.Attach(socket, AttachOptions.Default).Value;
        var region = arena.Find(regionName).Value;
        var writer = region.AcquireWriter().Value;
        using (var scope = writer.Begin(WriteMode.Replace))
        {
            Pattern.Fill(scope.Bytes, region.Epoch + 1);
            _ = scope.Publish();
        }

        Console.WriteLine("granted");
        _ = Console.ReadLine();
        var maps = SegmentMaps.Own();
        var broken = DescriptorRoads.Try() + maps.Count(map => !map.IsWritable && NativeCalls.Protect((void*)map.Start, map.Length, NativeCalls.ProtRead | NativeCalls.ProtWrite) == 0);

        // The pin page and the granted segment, no more.
        var writable = maps.Where(map => map.IsWritable).ToList();
        Console.WriteLine($"broke {broken}, may write {writable.Count}");
        Scribble(writable, seed);
        return 0;
    }

    private static void Scribble(List<SegmentMap> writable, ulong seed)
    {
        var ended = false;
        var watcher = new Thread(() =>
        {
            _ = Console.ReadLine();
            Volatile.Write(ref ended, true);
        });
        watcher.Start();
        var state = seed | 1;
        for (var round = 0UL; !Volatile.Read(ref ended); round++)
        {
            foreach (var map in writable)
            {
                Scrawl((ulong*)map.Start, map.Length / sizeof(ulong), ref state, round);
            }
        }

        watcher.Join();
    }

    /// <summary>Noise, then plausible lies: words that say "moved", forged leases, sequences that go back, pins on slots that there are not.</summary>
    private static void Scrawl(ulong* words, nuint count, ref ulong state, ulong round)
    {
        const int headWords = 4096 / sizeof(ulong);
        for (nuint index = 0; index < count; index += index < headWords ? 1u : 61u)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            words[index] = (round % 4) switch
            {
                0 => state,
                1 => (state << 8) | 255,
                2 => (1UL << 32) | (uint)state,
                _ => state % 3,
            };
        }
    }
}
