using System.Globalization;
using Ludos.Platform.Files;
using Ludos.State;
using Ludos.State.TestHost.Journals;

namespace Ludos.Bench.State.Journals;

/// <summary>Goes on with the pond in a folder and journals it until it is killed. Prints "begun STEP" once what it recovered is right, then "ack STEP".</summary>
internal static class JournalKeeperRole
{
    public const string Name = "journal-keeper";

    private const int Failed = 1;

    private static readonly UInt128 WorldId = 0xBE7C;

    public static int Run(string[] arguments)
    {
        var folder = DurableFolder.Open(arguments[0]).Value;
        RecoveredWorld? world = null;
        if (RecoveredWorld.Read(folder).TryGet(out var found, out var fault))
        {
            world = found;
        }
        else if (fault.Code != LogErrorCode.NotFound)
        {
            Console.WriteLine($"failed {fault}");
            return Failed;
        }

        var step = world?.Step ?? 0;
        if (world is not null && Pond.Difference(world.Contents, step) is { } wrong)
        {
            Console.WriteLine($"failed {wrong}");
            return Failed;
        }

        using var pond = Pond.At(step);
        using var journal = Journal.Start(folder, Pond.Description(WorldId), [], pond.Regions, (long)step, world, Options).Value;
        Console.WriteLine($"begun {step}");
        Keep(pond, journal, step, waitForEach: arguments[1] == "each");
        return 0;
    }

    private static JournalOptions Options => JournalOptions.Default with { BufferBytes = 1 << 20, CommitEvery = TimeSpan.FromMilliseconds(1), SnapshotEveryBytes = 256 << 10 };

    private static void Keep(Pond pond, Journal journal, ulong step, bool waitForEach)
    {
        for (var told = step; ;)
        {
            pond.Make(++step);
            _ = journal.Append((long)step);
            if (waitForEach)
            {
                _ = journal.WaitAcknowledged(step, TimeSpan.FromSeconds(10));
            }

            if (journal.Acknowledged > told)
            {
                told = journal.Acknowledged;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ack {told}"));
            }
        }
    }
}
