using Ludos.State.TestHost.Journals;
using Xunit;

namespace Ludos.State.Tests.Journals;

/// <summary>The power goes at any call of the file system; what was acknowledged before is there afterwards, whatever the disk made of the rest.</summary>
public sealed class PowerLossTests
{
    private const int Worlds = 150;
    private const int MostOperations = 120;
    private const int StepsAtMost = 400;
    private static readonly UInt128 WorldId = 7;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly JournalOptions Options = JournalOptions.Default with
    {
        CommitEvery = TimeSpan.Zero,
        SnapshotEveryBytes = 48 << 10,
        RetryAfter = TimeSpan.FromMilliseconds(1),
        BufferBytes = 1 << 20,
    };

    [Fact]
    public void Nothing_acknowledged_is_lost()
    {
        var (deaths, recoveredSteps, kept) = (0, 0UL, 0);
        for (var seed = 0; seed < Worlds; seed++)
        {
            var folder = new SimulatedFolder(seed) { DiesAt = 1 + (seed * 7919 % MostOperations) };
            var acknowledged = Live(folder, null, 0);
            deaths += folder.IsDead ? 1 : 0;
            var rebooted = folder.Reboot(seed);
            if (Recover(rebooted, acknowledged, seed) is not { } world)
            {
                continue;
            }

            // The world goes on from there, and its machine dies again.
            kept++;
            recoveredSteps += world.Step;
            rebooted.DiesAt = 1 + (seed * 104729 % MostOperations);
            acknowledged = Math.Max(world.Step, Live(rebooted, world, world.Step));
            Assert.NotNull(Recover(rebooted.Reboot(seed + 1), acknowledged, seed));
        }

        Assert.True(deaths > Worlds / 2, $"Only {deaths} of {Worlds} machines died.");
        Assert.True(kept > Worlds / 2 && recoveredSteps > Worlds, "Too little was ever on a disk.");
    }

    /// <returns>The newest step that was acknowledged before the machine died, or before the world had lived long enough.</returns>
    private static ulong Live(SimulatedFolder folder, RecoveredWorld? from, ulong step)
    {
        using var pond = Pond.At(step);
        if (!Journal.Start(folder, Pond.Description(WorldId), [], pond.Regions, (long)step, from, Options).TryGet(out var journal, out _))
        {
            return step;
        }

        using (journal)
        {
            for (var made = 0; made < StepsAtMost && !folder.IsDead; made++)
            {
                pond.Make(++step);
                _ = journal.Append((long)step);
                if (made % 5 == 0)
                {
                    var wanted = step;
                    _ = SpinWait.SpinUntil(() => folder.IsDead || (journal.CatchUp() && journal.WaitAcknowledged(wanted, TimeSpan.FromMilliseconds(1))), Patience);
                }
            }

            return journal.Acknowledged;
        }
    }

    private static RecoveredWorld? Recover(SimulatedFolder folder, ulong acknowledged, int seed)
    {
        if (!RecoveredWorld.Read(folder).TryGet(out var world, out var fault))
        {
            Assert.True(fault.Code == LogErrorCode.NotFound && acknowledged == 0, $"Seed {seed}: {acknowledged} was acknowledged, and now: {fault}");
            return null;
        }

        Assert.Null(Pond.Difference(world.Contents, world.Step));
        Assert.True(world.Step >= acknowledged, $"Seed {seed}: {acknowledged} was acknowledged; {world.Step} is there.");
        return world;
    }
}
