using System.Globalization;
using Ludos.Platform.Files;

namespace Ludos.State.TestHost.Journals;

/// <summary>
/// Goes on with the pond in a folder, or begins it, and journals until it is killed. Prints "begun STEP" once what it recovered is right, and "ack STEP" for each
/// step that was acknowledged. What it recovered wrongly it prints as a failure.
/// </summary>
internal static class JournalKeeper
{
    private static readonly UInt128 WorldId = 0x1AB0F;

    /// <param name="folder">Of the journal.</param>
    /// <param name="pace">"each" waits for every step, "free" for none.</param>
    /// <param name="stage">Where the process kills itself, or "-".</param>
    /// <param name="count">The how manieth time it comes there.</param>
    internal static int Run(string folder, string pace, string stage, string count)
    {
        var left = int.Parse(count, CultureInfo.InvariantCulture);
        var options = JournalOptions.Default with
        {
            BufferBytes = 1 << 20,
            CommitEvery = TimeSpan.FromMilliseconds(1),
            SnapshotEveryBytes = pace == "full" ? 64 << 20 : 64 << 10,
            Probe = Enum.TryParse<JournalStage>(stage, out var wanted) ? reached => left = KillAt(reached == wanted, left) : null,
        };
        if (!DurableFolder.Open(folder).TryGet(out var place, out var held))
        {
            return Fail.Because(held.ToString());
        }

        RecoveredWorld? recovered = null;
        if (RecoveredWorld.Read(place).TryGet(out var found, out var fault))
        {
            recovered = found;
            if (Pond.Difference(found.Contents, found.Step) is { } wrong)
            {
                return Fail.Because(wrong);
            }
        }
        else if (fault.Code != LogErrorCode.NotFound)
        {
            return Fail.Because(fault.ToString());
        }

        using var pond = Pond.At(recovered?.Step ?? 0);
        if (!Journal.Start(place, Pond.Description(WorldId), [], pond.Regions, recovered?.Tick ?? 0, recovered, options).TryGet(out var journal, out fault))
        {
            return Fail.Because(fault.ToString());
        }

        using (journal)
        {
            Console.WriteLine($"begun {recovered?.Step ?? 0}");
            Keep(pond, journal, recovered?.Step ?? 0, waitForEach: pace is "each" or "full");
        }

        return 0;
    }

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
                Console.WriteLine($"ack {told}");
            }
        }
    }

    private static int KillAt(bool isThere, int left)
    {
        if (isThere && left == 1)
        {
            System.Diagnostics.Process.GetCurrentProcess().Kill();
        }

        return isThere ? left - 1 : left;
    }
}
