using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Regions;

public sealed class WriteAndReadTests : IDisposable
{
    private readonly Arena _arena = Schemas.NewArena();

    public void Dispose() => _arena.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void A_publish_makes_content_and_epoch_visible_together(int slots)
    {
        var region = _arena.Add(Schemas.Bytes("r", 100, slots), new byte[] { 9 }).Value;
        Assert.Equal(1UL, region.Epoch);
        Assert.Equal(9, region.Front[0]);
        using var writer = region.AcquireWriter().Value;
        for (var value = 2; value < 50; value++)
        {
            using var scope = writer.Begin(WriteMode.Replace);
            scope.Bytes.Fill((byte)value);
            Assert.Equal((ulong)value, scope.Publish());
            Assert.Equal((ulong)value, region.Epoch);
            Assert.True(region.Front.IndexOfAnyExcept((byte)value) < 0);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_write_that_is_not_published_never_happened(int slots)
    {
        var region = _arena.Add(Schemas.Bytes("r", 100, slots), Enumerable.Repeat((byte)7, 100).ToArray()).Value;
        using var writer = region.AcquireWriter().Value;
        using (var scope = writer.Begin(WriteMode.Carry))
        {
            Assert.True(scope.Bytes.IndexOfAnyExcept((byte)7) < 0);
            scope.Bytes.Clear();
        }

        Assert.Equal(1UL, region.Epoch);
        Assert.True(region.Front.IndexOfAnyExcept((byte)7) < 0);
    }

    [Fact]
    public void A_pin_spares_its_slot_while_there_is_another_and_is_revoked_when_there_is_none()
    {
        var region = _arena.Add(Schemas.Bytes("r", 8, 3)).Value;
        using var writer = region.AcquireWriter().Value;
        using var first = region.OpenReader();
        using var second = region.OpenReader();
        var oldest = first.Pin();
        Publish(writer, 2);
        var newer = second.Pin();
        Publish(writer, 3);
        Assert.Equal(0UL, region.Revocations);

        // Front, and both others pinned: the older pin yields.
        Publish(writer, 4);
        Assert.Equal(1UL, region.Revocations);
        Assert.Equal(2, newer.Bytes[0]);
        Assert.Equal(ReadOutcome.Revoked, oldest.Close());
        Assert.Equal(ReadOutcome.Ok, newer.Close());
        Assert.Equal(ReadOutcome.Ok, newer.Close());
    }

    [Fact]
    public void A_held_slot_comes_back_under_a_new_epoch()
    {
        var region = _arena.Add(Schemas.Bytes("r", 8, 3)).Value;
        using var writer = region.AcquireWriter().Value;
        Publish(writer, 5);
        using var hold = writer.HoldFront();
        for (byte value = 10; value < 20; value++)
        {
            Publish(writer, value);
        }

        writer.RepublishSlot(hold);
        Assert.Equal(5, region.Front[0]);
        Assert.Equal(13UL, region.Epoch);
    }

    private static void Publish(RegionWriter writer, byte value)
    {
        using var scope = writer.Begin(WriteMode.Replace);
        scope.Bytes.Fill(value);
        _ = scope.Publish();
    }
}
