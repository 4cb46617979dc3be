using FsCheck;
using FsCheck.Fluent;
using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Regions;

public sealed class PatchTests
{
    private const int Sequences = 120;
    private const int MaxSteps = 120;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    public void Patched_regions_behave_like_plain_bytes(int slots)
    {
        var steps = Gen.Choose(0, 4095).ArrayOf().Resize(MaxSteps).ToArbitrary();
        Prop.ForAll(steps, sequence =>
        {
            using var arena = Schemas.NewArena();
            using var model = new PatchModel(arena.Add(Schemas.Bytes("r", 3000, slots)).Value);
            foreach (var step in sequence)
            {
                model.Step(step);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Sequences));
    }

    /// <summary>What an heir finds who takes the lease of a writer that died amid a patch: the undo copy must be whole although only lines were copied into it.</summary>
    [Fact]
    public void A_patch_cut_short_in_a_one_slot_region_is_undone_by_the_heir()
    {
        using var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Bytes("one", 5000, 1)).Value;
        var writer = region.AcquireWriter().Value;
        var model = new byte[5000];
        for (var round = 1; round < 40; round++)
        {
            Patch(writer, model, round * 97 % 4900, (byte)round).Publish();
            Assert.True(model.AsSpan().SequenceEqual(region.Front));
            var kept = (byte[])model.Clone();
            var half = Patch(writer, kept, round * 211 % 4900, 0xEE);
            Assert.False(model.AsSpan().SequenceEqual(region.Front));
            InPlaceUndo.Recover(region.Memory);
            Assert.True(model.AsSpan().SequenceEqual(region.Front), $"Round {round}: the heir restored something else.");

            // The dead writer's memory of its slots went with it.
            half.Dispose();
            writer.Dispose();
            writer = region.AcquireWriter().Value;
            Assert.True(model.AsSpan().SequenceEqual(region.Front));
        }

        writer.Dispose();
    }

    [Fact]
    public void A_patch_copies_only_what_changed_since_the_slot_was_last_in_front()
    {
        using var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Bytes("r", 64 * 1000, 3)).Value;
        using var writer = region.AcquireWriter().Value;
        for (var publish = 0; publish < 4; publish++)
        {
            PatchLine(writer, 5);
        }

        // Damage a line that nobody names, in a slot that is not in front: only a copy of the whole would mend it.
        using (var scope = writer.Begin(WriteMode.Patch))
        {
            scope.Bytes[64 * 700] = 0xEE;
        }

        using var next = writer.Begin(WriteMode.Patch);
        Assert.Equal(0xEE, next.Bytes[64 * 700]);
    }

    [Fact]
    public void A_pinned_reader_keeps_its_content_across_patches()
    {
        using var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Bytes("r", 6400, 3)).Value;
        using var writer = region.AcquireWriter().Value;
        PatchLine(writer, 1);
        using var reader = region.OpenReader();
        using var read = reader.Pin();
        var seen = read.Bytes.ToArray();
        for (var publish = 0; publish < 10; publish++)
        {
            PatchLine(writer, publish);
        }

        Assert.True(seen.AsSpan().SequenceEqual(read.Bytes));
        Assert.Equal(ReadOutcome.Ok, read.Close());
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, -1)]
    [InlineData(0, 101)]
    [InlineData(100, 1)]
    [InlineData(101, 0)]
    [InlineData(1, int.MaxValue)]
    public void Changes_outside_the_region_throw(int offset, int length)
    {
        using var arena = Schemas.NewArena();
        using var writer = arena.Add(Schemas.Bytes("r", 100, 3)).Value.AcquireWriter().Value;
        Assert.Throws<ArgumentOutOfRangeException>(() =>
        {
            using var scope = writer.Begin(WriteMode.Patch);
            _ = scope.Change(offset, length);
        });
        using var next = writer.Begin(WriteMode.Patch);
        Assert.Equal(0, next.Change(100, 0).Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Patches_allocate_nothing(int slots)
    {
        using var arena = Schemas.NewArena();
        using var writer = arena.Add(Schemas.Bytes("r", 64 * 100, slots)).Value.AcquireWriter().Value;
        using var follower = writer.FollowChanges();
        Rounds(writer, follower);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Rounds(writer, follower);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Rounds(RegionWriter writer, ChangeFollower follower)
    {
        for (var round = 0; round < 500; round++)
        {
            PatchLine(writer, round % 100);
            using (var scope = writer.Begin(WriteMode.Patch))
            {
                scope.Expect(round);
                scope.Change(round, 1)[0] = 9;
            }

            if (!follower.TryNext(0, out _))
            {
                throw new InvalidOperationException("A patch was not followed.");
            }

            follower.Clear();
        }
    }

    private static void PatchLine(RegionWriter writer, int line)
    {
        using var scope = writer.Begin(WriteMode.Patch);
        scope.Change(line * 64, 64).Fill((byte)(line + 1));
        _ = scope.Publish();
    }

    private static WriteScope Patch(RegionWriter writer, byte[] model, int offset, byte value)
    {
        var scope = writer.Begin(WriteMode.Patch);
        scope.Change(offset, 90).Fill(value);
        model.AsSpan(offset, 90).Fill(value);
        return scope;
    }
}
