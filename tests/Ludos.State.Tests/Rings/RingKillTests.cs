using System.Buffers.Binary;
using Ludos.Platform.Memory;
using Ludos.State.TestHost;
using Ludos.State.Tests.Layout;
using Ludos.State.Tests.Sharing;
using Xunit;

namespace Ludos.State.Tests.Rings;

/// <summary>Producers killed at any instruction: the ring goes on, and what was lost is told with its process.</summary>
public sealed class RingKillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_producer_killed_in_the_middle_of_a_frame_blocks_nobody_and_is_told()
    {
        using var segment = Ring.CreateSegment("ring", RingKind.ManyProducers).Value;
        var ring = Ring.Open(segment).Value;
        using var consumer = ring.OpenConsumer().Value;
        using var hanging = new HostProcess("ring-claim", ForeignSegment.Name(segment));
        await hanging.Expect("claimed");
        using var other = ring.OpenProducer().Value;
        Assert.Equal(RingStatus.Ok, other.TrySend(7, [1], out _));
        Assert.False(consumer.Wait(TimeSpan.FromMilliseconds(120)));
        hanging.Kill();
        AssertLostThen(consumer, hanging.Id, opcode: 7);
    }

    [Fact]
    public async Task The_claim_of_a_dead_process_is_told_even_when_its_place_is_taken_again()
    {
        using var segment = Ring.CreateSegment("ring", RingKind.ManyProducers).Value;
        var ring = Ring.Open(segment).Value;
        using var consumer = ring.OpenConsumer().Value;
        using (var hanging = new HostProcess("ring-claim", ForeignSegment.Name(segment)))
        {
            await hanging.Expect("claimed");
            hanging.Kill();
        }

        using var heir = ring.OpenProducer().Value;
        Assert.Equal(0, heir.Place);
        Assert.Equal(RingStatus.Ok, heir.TrySend(8, [1], out _));
        AssertLostThen(consumer, pid: 0, opcode: 8);
    }

    [Fact]
    public async Task The_lock_of_a_dead_producer_is_taken_over()
    {
        using var segment = Ring.CreateSegment("ring", RingKind.ManyProducers).Value;
        var ring = Ring.Open(segment).Value;
        using var producer = ring.OpenProducer().Value;
        using (var hanging = new HostProcess("ring-claim", ForeignSegment.Name(segment)))
        {
            await hanging.Expect("claimed");
            hanging.Kill();
        }

        SetLock(segment, place: 1);
        Assert.Equal(RingStatus.Ok, producer.TrySend(9, [1], out _));
    }

    [Fact]
    public async Task Killed_producers_lose_at_most_the_frame_that_they_were_filling() => await KillMany(rounds: 8, seed: 1);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Many_killed_producers_lose_at_most_the_frames_that_they_were_filling() => await KillMany(rounds: 250, seed: 100);

    private static async Task KillMany(int rounds, int seed)
    {
        using var segment = Ring.CreateSegment("ring", RingKind.ManyProducers).Value;
        var ring = Ring.Open(segment).Value;
        using var consumer = ring.OpenConsumer().Value;
        var chance = new Mutations((ulong)seed);
        for (var round = 0; round < rounds; round++)
        {
            using var a = new HostProcess("ring-send", ForeignSegment.Name(segment));
            using var b = new HostProcess("ring-send", ForeignSegment.Name(segment));
            await a.Expect("sending");
            await b.Expect("sending");
            var next = new uint[64];
            var whole = Drain(consumer, next, 1_000 + chance.Below(20_000));
            a.Kill();
            b.Kill();
            var (more, lost) = DrainToEnd(consumer, next);
            Assert.True(whole + more > 0);
            Assert.InRange(lost, 0, 2);
        }
    }

    private static int Drain(RingConsumer consumer, uint[] next, int frames)
    {
        var read = 0;
        while (read < frames)
        {
            if (consumer.TryRead(out var frame) == RingRead.Frame)
            {
                Check(frame, next);
                read++;
            }
            else
            {
                Assert.True(consumer.Wait(Patience));
            }
        }

        return read;
    }

    private static (int Whole, int Lost) DrainToEnd(RingConsumer consumer, uint[] next)
    {
        var (whole, lost) = (0, 0);
        while (consumer.Wait(TimeSpan.Zero))
        {
            switch (consumer.TryRead(out var frame))
            {
                case RingRead.Frame:
                    Check(frame, next);
                    whole++;
                    break;
                case RingRead.Lost:
                    Assert.True(frame.ProducerPid > 0);
                    lost++;
                    break;
                case RingRead.Damaged:
                    Assert.Fail("damaged");
                    break;
            }
        }

        return (whole, lost);
    }

    private static void Check(RingFrame frame, uint[] next)
    {
        Assert.True(next[frame.Producer] == 0 || frame.Sequence == next[frame.Producer]);
        next[frame.Producer] = frame.Sequence + 1;
        Assert.Equal(frame.Sequence, BinaryPrimitives.ReadUInt32LittleEndian(frame.Bytes));
        Assert.True(frame.Bytes[4..].IndexOfAnyExcept((byte)frame.Sequence) < 0);
    }

    private static void AssertLostThen(RingConsumer consumer, int pid, ushort opcode)
    {
        Assert.True(consumer.Wait(Patience));
        Assert.Equal(RingRead.Lost, consumer.TryRead(out var lost));
        Assert.Equal((pid, (ushort)5), (lost.ProducerPid, lost.Opcode));
        Assert.Equal(RingRead.Frame, consumer.TryRead(out var frame));
        Assert.Equal(opcode, frame.Opcode);
    }

    private static unsafe void SetLock(SharedSegment segment, int place) => RingMemory.Open(segment).Value.Tail->Lock = (uint)place + 1;
}
