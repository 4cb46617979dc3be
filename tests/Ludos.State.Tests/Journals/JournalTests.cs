using Ludos.Base;
using Ludos.Platform.Files;
using Ludos.State.TestHost.Journals;
using Xunit;

namespace Ludos.State.Tests.Journals;

public sealed class JournalTests
{
    private static readonly UInt128 WorldId = 0xFACE;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly LogPart Part = new("pond.fish", "/games/pond", "", new byte[] { 1, 2, 3 });

    [Fact]
    public void A_world_goes_on_where_it_was()
    {
        using var folder = new TempFolder();
        using (var pond = Pond.At(0))
        using (var journal = Start(folder.Path, pond))
        {
            Live(pond, journal, 1, 500);
            journal.SetParts([Part with { Content = new byte[] { 4, 5 } }]);
            Live(pond, journal, 501, 700);
            CatchUp(journal);
            Assert.True(journal.WaitAcknowledged(700, Patience));
            var status = journal.Status();
            Assert.Equal((700UL, 700UL, 700L), (status.AppendedStep, status.AcknowledgedStep, status.AcknowledgedTick));
            Assert.Null(status.Problem);
        }

        var world = Read(folder.Path).Value;
        Assert.Equal((700UL, 700L, 0L), (world.Step, world.Tick, world.TornBytes));
        Assert.Null(Pond.Difference(world.Contents, 700));
        Assert.Equal([4, 5], world.Parts[Part.Name].Content.ToArray());

        using (var pond = Pond.At(world.Step))
        using (var journal = Start(folder.Path, pond, world))
        {
            Assert.Equal(700UL, journal.Acknowledged);
            Live(pond, journal, 701, 720);
        }

        Assert.Null(Pond.Difference(Read(folder.Path).Value.Contents, 720));
    }

    /// <summary>Cut at every byte of what followed the snapshot, the journal gives the newest step that is whole.</summary>
    [Fact]
    public void A_tail_torn_at_any_byte_costs_only_what_it_held()
    {
        using var folder = new TempFolder();
        const int steps = 12;
        var ends = new List<long>();
        using (var pond = Pond.At(0))
        using (var journal = Start(folder.Path, pond))
        {
            for (var step = 1UL; step <= steps; step++)
            {
                ends.Add(new FileInfo(Segment(folder.Path)).Length);
                Live(pond, journal, step, step);
                Assert.True(journal.WaitAcknowledged(step, Patience));
            }

            ends.Add(new FileInfo(Segment(folder.Path)).Length);
        }

        var path = Segment(folder.Path);
        var whole = File.ReadAllBytes(path);
        Assert.Equal(whole.Length, ends[^1]);
        for (var length = (int)ends[^3]; length <= whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            var world = Read(folder.Path).Value;
            var expected = (ulong)(ends.Count(end => end <= length) - 1);
            Assert.True(expected == world.Step, $"{length} bytes: step {world.Step}, not {expected}.");
            Assert.Equal(length - ends[(int)expected], world.TornBytes);
            Assert.Null(Pond.Difference(world.Contents, expected));
        }
    }

    [Fact]
    public void Damage_in_what_was_acknowledged_is_named()
    {
        using var folder = new TempFolder();
        using (var pond = Pond.At(0))
        using (var journal = Start(folder.Path, pond))
        {
            for (var step = 1UL; step <= 5; step++)
            {
                Live(pond, journal, step, step);
                Assert.True(journal.WaitAcknowledged(step, Patience));
            }
        }

        var path = Segment(folder.Path);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
        var fault = Read(folder.Path).Fault!;
        Assert.Equal(LogErrorCode.Corrupt, fault.Code);
        Assert.Matches("record \\d+ at offset \\d+", fault.Message);
    }

    [Fact]
    public void Another_world_and_other_regions_are_refused()
    {
        using var folder = new TempFolder();
        using var pond = Pond.At(0);
        Start(folder.Path, pond).Dispose();
        var world = Read(folder.Path).Value;

        var anew = TryStart(folder.Path, pond, null, WorldId).Fault!;
        Assert.Equal(LogErrorCode.OtherWorld, anew.Code);
        Assert.Contains("ludos resume", anew.Mend, StringComparison.Ordinal);

        var other = TryStart(folder.Path, pond, world, WorldId + 1).Fault!;
        Assert.Equal(LogErrorCode.OtherWorld, other.Code);
        Assert.Contains(WorldId.ToString("x32", null), other.Message, StringComparison.Ordinal);

        var shorter = world with { Description = world.Description with { Regions = [Pond.Schemas[0] with { Capacity = 5 }, .. Pond.Schemas.Skip(1)] } };
        var changed = TryStart(folder.Path, pond, shorter, WorldId).Fault!;
        Assert.Equal(LogErrorCode.SchemaMismatch, changed.Code);
        Assert.Contains("region many: capacity: 5 became 4096", changed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_use_and_one_without_a_journal_are_told()
    {
        using var folder = new TempFolder();
        Assert.Equal(LogErrorCode.NotFound, Read(folder.Path).Fault!.Code);
        using var held = DurableFolder.Open(folder.Path).Value;
        Assert.Equal(FileErrorCode.Busy, DurableFolder.Open(folder.Path).Fault!.Code);
    }

    /// <summary>A disk that hangs holds up nothing but acknowledgement; when it answers, what was missed is there.</summary>
    [Fact]
    public void A_slow_disk_never_holds_up_a_step()
    {
        using var answers = new ManualResetEventSlim(initialState: true);
        var folder = new SimulatedFolder(1) { SyncsWait = answers };
        using var pond = Pond.At(0);
        using (var journal = Start(folder, pond))
        {
            answers.Reset();
            const ulong steps = 3_000;
            Live(pond, journal, 1, steps);
            Assert.Equal(0UL, journal.Acknowledged);
            Assert.True(journal.Status().MissedSteps > 0, "Every step found a buffer.");
            Assert.False(journal.WaitAcknowledged(steps, TimeSpan.FromMilliseconds(20)));
            answers.Set();
            Live(pond, journal, steps + 1, steps + 1);
            CatchUp(journal);
            Assert.True(journal.WaitAcknowledged(steps + 1, Patience));
        }

        var world = RecoveredWorld.Read(folder).Value;
        Assert.Equal(3_001UL, world.Step);
        Assert.Null(Pond.Difference(world.Contents, 3_001));
    }

    /// <summary>A full disk is told and stops acknowledgement, never the world; with space again a snapshot catches up.</summary>
    [Fact]
    public void A_full_disk_is_told_and_got_over()
    {
        var folder = new SimulatedFolder(2);
        using var pond = Pond.At(0);
        using var journal = Start(folder, pond);
        Live(pond, journal, 1, 10);
        CatchUp(journal);
        Assert.True(journal.WaitAcknowledged(10, Patience));
        folder.Refuses = FileErrorCode.DiskFull;
        Live(pond, journal, 11, 200);
        Assert.False(journal.WaitAcknowledged(200, TimeSpan.FromMilliseconds(50)));
        Assert.Equal(10UL, journal.Acknowledged);
        Assert.Contains("No space", journal.Problem, StringComparison.Ordinal);
        Assert.True(journal.Status().Failures > 0);
        var kept = RecoveredWorld.Read(folder).Value;
        Assert.True(kept.Step >= 10);
        Assert.Null(Pond.Difference(kept.Contents, kept.Step));

        folder.Refuses = null;
        CatchUp(journal);
        Assert.True(journal.WaitAcknowledged(200, Patience));
        Assert.Null(journal.Problem);
        Assert.Null(Pond.Difference(RecoveredWorld.Read(folder).Value.Contents, 200));
    }

    [Fact]
    public void Old_segments_go_once_a_snapshot_holds()
    {
        using var folder = new TempFolder();
        using (var pond = Pond.At(0))
        using (var journal = Start(folder.Path, pond))
        {
            for (var step = 1UL; step <= 2_000; step++)
            {
                Live(pond, journal, step, step);
                if (step % 50 == 0)
                {
                    CatchUp(journal);
                    Assert.True(journal.WaitAcknowledged(step, Patience));
                }
            }

            Assert.True(journal.Status().Snapshots > 2, "No segment was ever ended.");
        }

        Assert.Single(Directory.GetFiles(folder.Path));
        Assert.Equal(2_000UL, Read(folder.Path).Value.Step);
    }

    [Fact]
    public void A_world_that_stands_still_is_told_that_there_is_room()
    {
        using var answers = new ManualResetEventSlim(initialState: true);
        using var told = new ManualResetEventSlim();
        var folder = new SimulatedFolder(4) { SyncsWait = answers };
        using var pond = Pond.At(0);
        var options = JournalOptions.Default with { BufferBytes = 0, CommitEvery = TimeSpan.Zero, HasRoom = told.Set };
        using var journal = Journal.Start(folder, Pond.Description(WorldId), [], pond.Regions, 0, null, options).Value;
        answers.Reset();
        var step = 0UL;
        while (journal.Status().MissedSteps == 0)
        {
            step++;
            Live(pond, journal, step, step);
        }

        answers.Set();
        Assert.True(told.Wait(Patience));
        CatchUp(journal);
        Assert.True(journal.WaitAcknowledged(step, Patience));
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        var folder = new SimulatedFolder(3);
        using var pond = Pond.At(0);
        using var journal = Start(folder, pond);
        Live(pond, journal, 1, 200);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Live(pond, journal, 201, 2_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>As the thread that ticks would once it is told that there is room.</summary>
    private static void CatchUp(Journal journal) => Assert.True(SpinWait.SpinUntil(journal.CatchUp, Patience));

    private static void Live(Pond pond, Journal journal, ulong first, ulong last)
    {
        for (var step = first; step <= last; step++)
        {
            pond.Make(step);
            if (journal.Append((long)step) != step)
            {
                Assert.Fail($"Step {step} has another number.");
            }
        }
    }

    private static Journal Start(string path, Pond pond, RecoveredWorld? from = null) => TryStart(path, pond, from, WorldId).Value;

    private static Journal Start(IFolder folder, Pond pond) => Start(folder, pond, null, WorldId).Value;

    private static Result<Journal, LogErrorCode> TryStart(string path, Pond pond, RecoveredWorld? from, UInt128 worldId)
    {
        var folder = DurableFolder.Open(path).Value;
        var started = Start(folder, pond, from, worldId);
        if (!started.IsOk)
        {
            folder.Dispose();
        }

        return started;
    }

    private static Result<Journal, LogErrorCode> Start(IFolder folder, Pond pond, RecoveredWorld? from, UInt128 worldId) =>
        Journal.Start(folder, Pond.Description(worldId), [Part], pond.Regions, from?.Tick ?? 0, from, JournalOptions.Default with
        {
            BufferBytes = 1 << 20,
            CommitEvery = TimeSpan.FromMilliseconds(1),
            SnapshotEveryBytes = 128 << 10,
            RetryAfter = TimeSpan.FromMilliseconds(5),
        });

    private static Result<RecoveredWorld, LogErrorCode> Read(string path)
    {
        using var folder = DurableFolder.Open(path).Value;
        return RecoveredWorld.Read(folder);
    }

    private static string Segment(string path) => Directory.GetFiles(path, "*.journal").Single();
}
