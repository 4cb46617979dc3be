using Ludos.State;

namespace Ludos.State.TestHost;

/// <summary>
/// Attaches, says so, and takes twins of regions that are published in turn, until enough have succeeded. Prints "twins GOOD of ATTEMPTS"; a content of
/// another epoch than its own, or epochs that were never there at once, is a failure.
/// </summary>
internal static class TwinTaker
{
    private const int AttemptsEach = 1000;

    internal static int Run(string socket, int wanted, string[] names)
    {
        if (!Arena.Attach(socket, AttachOptions.Default).TryGet(out var arena, out var fault))
        {
            return Fail.Because(fault.ToString());
        }

        using (arena)
        {
            var regions = Array.ConvertAll(names, name => arena.Find(name).Value);
            using var twin = WorldTwin.Create(regions);
            Console.WriteLine("attached");
            _ = Console.ReadLine();
            var (good, attempts) = (0, 0);
            for (; good < wanted && attempts < wanted * AttemptsEach; attempts++)
            {
                if (twin.Take() != TwinOutcome.Ok)
                {
                    continue;
                }

                good++;
                var first = twin.Epoch(regions[0]);
                var last = twin.Epoch(regions[^1]);
                if (last > first || last + 1 < first || Array.Exists(regions, region => twin.Epoch(region) > 1 && !Pattern.Holds(twin.Content(region), twin.Epoch(region))))
                {
                    return Fail.Because($"epochs {first} and {last} were never there at once, or a content is torn");
                }
            }

            Console.WriteLine($"twins {good} of {attempts}");
            return 0;
        }
    }
}
