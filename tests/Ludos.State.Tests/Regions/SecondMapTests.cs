using Ludos.Platform.Memory;
using Xunit;

namespace Ludos.State.Tests.Regions;

/// <summary>The slots of a region at a second place in the process.</summary>
public sealed unsafe class SecondMapTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_is_written_at_the_second_place_is_published_where_readers_look(int slots)
    {
        using var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Words("r", 40_000, slots)).Value;
        using var writer = region.AcquireWriter().Value;
        using var place = Reserve(region.SlotsBytes);
        Assert.True(region.TryMapSlots(place.Base, writable: true));
        for (var round = 1; round <= 10; round++)
        {
            var write = writer.Hold(WriteMode.Carry);
            var words = (ulong*)(place.Base + write.OffsetBytes);
            Assert.Equal((ulong)round - 1, words[0]);
            words[0] = (ulong)round;
            words[39_999] = ~(ulong)round;
            Assert.Equal((ulong)round + 1, write.Publish());
            Assert.Equal((ulong)round, *(ulong*)region.FrontPointer);
            Assert.True(new ReadOnlySpan<byte>(place.Base + region.FrontOffsetBytes, (int)region.SizeBytes).SequenceEqual(region.Front));
        }
    }

    [Fact]
    public void A_held_write_that_is_discarded_is_never_seen()
    {
        using var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Words("r", 8, 1)).Value;
        using var writer = region.AcquireWriter().Value;
        var write = writer.Hold(WriteMode.Carry);
        region.Memory.First[write.OffsetBytes] = 7;
        write.Discard();
        write.Discard();
        Assert.Equal((1ul, (byte)0), (region.Epoch, region.Front[0]));
        Assert.Throws<InvalidOperationException>(() => write.Publish());
    }

    [Fact]
    public void A_seal_against_new_writable_maps_does_not_stand_in_its_way()
    {
        using var segment = SharedSegment.Create("sealed", SharedSegment.AlignmentBytes).Value;
        Assert.True(segment.SealFutureWrites());
        using var place = Reserve(segment.SizeBytes);
        Assert.True(segment.TryMapAgain(place.Base, 0, segment.SizeBytes, writable: true));
        place.Base[5] = 9;
        Assert.Equal(9, segment.Base[5]);
    }

    [Fact]
    public void The_second_place_stays_valid_when_the_segment_goes()
    {
        using var place = Reserve(SharedSegment.AlignmentBytes);
        using (var segment = SharedSegment.Create("gone", SharedSegment.AlignmentBytes).Value)
        {
            segment.Base[1] = 3;
            Assert.True(segment.TryMapAgain(place.Base, 0, segment.SizeBytes, writable: false));
        }

        Assert.Equal(3, place.Base[1]);
    }

    [Fact]
    public void Parts_that_are_not_of_whole_pages_are_misuse()
    {
        using var segment = SharedSegment.Create("odd", SharedSegment.AlignmentBytes).Value;
        using var place = Reserve(SharedSegment.AlignmentBytes);
        var target = place.Base;
        Assert.Throws<ArgumentOutOfRangeException>(() => segment.TryMapAgain(target, 8, 4096, writable: false));
        Assert.Throws<ArgumentOutOfRangeException>(() => segment.TryMapAgain(target + 8, 0, 4096, writable: false));
        Assert.Throws<ArgumentOutOfRangeException>(() => segment.TryMapAgain(target, 0, SharedSegment.AlignmentBytes + 4096, writable: false));
    }

    private static PageReservation Reserve(long sizeBytes)
    {
        Assert.True(PageReservation.TryReserve((ulong)sizeBytes, out var reservation));
        return reservation;
    }
}
