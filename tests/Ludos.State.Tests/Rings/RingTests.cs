using System.Runtime.InteropServices;
using Ludos.Base;
using Ludos.Platform.Memory;
using Xunit;

namespace Ludos.State.Tests.Rings;

public sealed class RingTests
{
    private const int Small = Ring.MinCapacityBytes;

    [Theory]
    [InlineData(RingKind.SingleProducer)]
    [InlineData(RingKind.ManyProducers)]
    public void Frames_of_every_length_come_in_order_and_whole_however_often_the_ring_wraps(RingKind kind)
    {
        using var segment = Ring.CreateSegment("ring", kind, Small).Value;
        var ring = Ring.Open(segment).Value;
        using var producer = ring.OpenProducer().Value;
        using var consumer = ring.OpenConsumer().Value;
        var message = new byte[ring.MaxFrameBytes];
        var (sent, read) = (0, 0);
        while (read < 3_000)
        {
            var length = Length(sent, ring.MaxFrameBytes);
            message.AsSpan(0, length).Fill((byte)sent);
            if (producer.TrySend((ushort)sent, message.AsSpan(0, length), out var free) == RingStatus.Ok)
            {
                sent++;
                continue;
            }

            Assert.InRange(free, 0, Small - 1);
            while (consumer.TryRead(out var frame) == RingRead.Frame)
            {
                Assert.Equal(Length(read, ring.MaxFrameBytes), frame.Bytes.Length);
                Assert.True(frame.Bytes.IndexOfAnyExcept((byte)read) < 0);
                Assert.Equal(((ushort)read, (uint)read + 1, 0), (frame.Opcode, frame.Sequence, frame.Producer));
                read++;
            }
        }

        Assert.True(producer.Refusals > 0);
    }

    [Fact]
    public void A_full_ring_tells_how_much_is_free_and_takes_frames_again_once_some_were_released()
    {
        using var segment = Ring.CreateSegment("ring", RingKind.ManyProducers, Small).Value;
        var ring = Ring.Open(segment).Value;
        using var producer = ring.OpenProducer().Value;
        using var consumer = ring.OpenConsumer().Value;
        var message = new byte[1000];
        var sent = 0;
        var free = 0;
        while (producer.TrySend(1, message, out free) == RingStatus.Ok)
        {
            sent++;
        }

        Assert.Equal(Small / 1024, sent);
        Assert.Equal(free, producer.FreeBytes);
        Assert.True(free < 2 * 1024);
        Assert.False(producer.WaitForSpace(1000, TimeSpan.FromMilliseconds(5)));
        Assert.Equal(RingRead.Frame, consumer.TryRead(out _));
        consumer.Release();
        Assert.Equal(RingRead.Frame, consumer.TryRead(out _));
        consumer.Release();
        Assert.True(producer.WaitForSpace(1000, TimeSpan.FromSeconds(5)));
        Assert.Equal(RingStatus.Ok, producer.TrySend(1, message, out _));
    }

    [Theory]
    [InlineData(RingKind.SingleProducer)]
    [InlineData(RingKind.ManyProducers)]
    public void A_claim_left_open_is_given_up_and_the_frames_behind_it_come(RingKind kind)
    {
        using var segment = Ring.CreateSegment("ring", kind, Small).Value;
        var ring = Ring.Open(segment).Value;
        using var producer = ring.OpenProducer().Value;
        using var consumer = ring.OpenConsumer().Value;
        Assert.Equal(RingStatus.Ok, producer.TryClaim(1, 100, out var claim, out _));
        Assert.Equal(RingRead.Empty, consumer.TryRead(out _));
        Assert.True(ThrowsOnSecondClaim(producer));
        claim.Dispose();
        Assert.Equal(RingStatus.Ok, producer.TrySend(2, [1, 2, 3], out _));
        Assert.Equal(RingRead.Frame, consumer.TryRead(out var frame));
        Assert.Equal(2, frame.Opcode);
        Assert.Equal(RingRead.Empty, consumer.TryRead(out _));
    }

    [Fact]
    public void One_consumer_and_as_many_producers_as_the_kind_says()
    {
        using var segment = Ring.CreateSegment("ring", RingKind.SingleProducer, Small).Value;
        var ring = Ring.Open(segment).Value;
        var producer = ring.OpenProducer().Value;
        Assert.Equal(RingErrorCode.LeaseHeld, ring.OpenProducer().Fault!.Code);
        Assert.False(producer.IsConsumed);
        using var consumer = ring.OpenConsumer().Value;
        Assert.True(producer.IsConsumed);
        Assert.Equal(RingErrorCode.LeaseHeld, ring.OpenConsumer().Fault!.Code);
        producer.Dispose();
        using var next = ring.OpenProducer().Value;

        using var manySegment = Ring.CreateSegment("ring", RingKind.ManyProducers, Small).Value;
        var many = Ring.Open(manySegment).Value;
        var producers = new List<RingProducer>();
        while (many.OpenProducer().TryGet(out var one, out var fault))
        {
            producers.Add(one);
        }

        Assert.Equal(62, producers.Count);
        producers.ForEach(one => one.Dispose());
    }

    [Fact]
    public void A_new_consumer_goes_on_where_the_last_one_released()
    {
        using var segment = Ring.CreateSegment("ring", RingKind.ManyProducers, Small).Value;
        var ring = Ring.Open(segment).Value;
        using var producer = ring.OpenProducer().Value;
        for (ushort opcode = 1; opcode <= 3; opcode++)
        {
            _ = producer.TrySend(opcode, [], out _);
        }

        using (var first = ring.OpenConsumer().Value)
        {
            Assert.Equal(RingRead.Frame, first.TryRead(out _));
        }

        using var second = ring.OpenConsumer().Value;
        Assert.Equal(RingRead.Frame, second.TryRead(out var frame));
        Assert.Equal(2, frame.Opcode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_535)]
    [InlineData(100_000)]
    [InlineData(-65_536)]
    [InlineData(int.MinValue)]
    public void A_capacity_outside_the_limits_is_refused(int bytes) =>
        Assert.Equal(RingErrorCode.BadSize, Ring.CreateSegment("ring", RingKind.ManyProducers, bytes).Fault!.Code);

    [Fact]
    public void What_is_no_ring_is_refused()
    {
        using var empty = SharedSegment.Create("empty", 1 << 20).Value;
        Assert.Equal(RingErrorCode.BadHeader, Ring.Open(empty).Fault!.Code);
        using var segment = Ring.CreateSegment("ring", RingKind.ManyProducers, Small).Value;
        using var reading = SharedSegment.Open(segment.OpenReadOnlyDescriptor().Value, segment.SizeBytes, writable: false).Value;
        Assert.Equal(RingErrorCode.NotGranted, Ring.Open(reading).Fault!.Code);
        using var cut = SharedSegment.Open(SharedSegment.Duplicate(segment.Descriptor!)!, 65_536, writable: true).Value;
        Assert.Equal(RingErrorCode.BadHeader, Ring.Open(cut).Fault!.Code);
    }

    [Fact]
    public void Sending_and_reading_allocate_nothing()
    {
        using var segment = Ring.CreateSegment("ring", RingKind.ManyProducers, Small).Value;
        var ring = Ring.Open(segment).Value;
        using var producer = ring.OpenProducer().Value;
        using var consumer = ring.OpenConsumer().Value;
        Pass(producer, consumer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Pass(producer, consumer);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Pass(RingProducer producer, RingConsumer consumer)
    {
        Span<byte> message = stackalloc byte[200];
        for (var index = 0; index < 1000; index++)
        {
            _ = producer.TrySend(1, message, out _);
            _ = consumer.TryRead(out _);
            _ = consumer.TryRead(out _);
        }
    }

    private static bool ThrowsOnSecondClaim(RingProducer producer)
    {
        try
        {
            _ = producer.TryClaim(1, 1, out _, out _);
            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static int Length(int index, int most) => index % 97 == 0 ? most : index * 37 % 3000;
}
