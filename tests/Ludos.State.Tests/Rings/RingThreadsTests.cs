using System.Buffers.Binary;
using System.Diagnostics;
using Xunit;

namespace Ludos.State.Tests.Rings;

public sealed class RingThreadsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(RingKind.SingleProducer, 1)]
    [InlineData(RingKind.ManyProducers, 1)]
    [InlineData(RingKind.ManyProducers, 4)]
    public void Nothing_is_lost_doubled_or_out_of_its_producers_order(RingKind kind, int producers)
    {
        const int frames = 60_000;
        using var segment = Ring.CreateSegment("ring", kind, Ring.MinCapacityBytes).Value;
        var ring = Ring.Open(segment).Value;
        using var consumer = ring.OpenConsumer().Value;
        var threads = Enumerable.Range(0, producers).Select(_ => new Thread(() => Send(ring, frames))).ToList();
        threads.ForEach(thread => thread.Start());
        var last = new int[64];
        var read = 0;
        while (read < producers * frames)
        {
            switch (consumer.TryRead(out var frame))
            {
                case RingRead.Frame:
                    var number = BinaryPrimitives.ReadInt32LittleEndian(frame.Bytes);
                    Assert.Equal(last[frame.Producer] + 1, number);
                    Assert.Equal(4 + (number % 500), frame.Bytes.Length);
                    Assert.True(frame.Bytes[4..].IndexOfAnyExcept((byte)(number + frame.Producer)) < 0);
                    last[frame.Producer] = number;
                    read++;
                    break;
                case RingRead.Empty:
                    Assert.True(consumer.Wait(Patience), $"nothing after {read} frames");
                    break;
                default:
                    Assert.Fail("lost or damaged");
                    break;
            }
        }

        threads.ForEach(thread => Assert.True(thread.Join(Patience)));
        Assert.Equal(RingRead.Empty, consumer.TryRead(out _));
    }

    /// <summary>Each side sleeps for the other's every frame; a wake that is lost costs a whole longest sleep.</summary>
    [Fact]
    public void No_wake_is_lost()
    {
        const int rounds = 5_000;
        using var there = Ring.CreateSegment("there", RingKind.SingleProducer, Ring.MinCapacityBytes).Value;
        using var back = Ring.CreateSegment("back", RingKind.ManyProducers, Ring.MinCapacityBytes).Value;
        using var backConsumer = Ring.Open(back).Value.OpenConsumer().Value;
        using var thereProducer = Ring.Open(there).Value.OpenProducer().Value;
        var echo = new Thread(() => Echo(Ring.Open(there).Value, Ring.Open(back).Value, rounds));
        echo.Start();
        var slow = 0;
        for (var round = 0; round < rounds; round++)
        {
            Assert.Equal(RingStatus.Ok, thereProducer.TrySend(1, [1], out _));
            var begin = Stopwatch.GetTimestamp();
            Assert.True(backConsumer.Wait(Patience));
            slow += Stopwatch.GetElapsedTime(begin) >= Doorbell.LongestSleep ? 1 : 0;
            Assert.Equal(RingRead.Frame, backConsumer.TryRead(out _));
        }

        Assert.True(echo.Join(Patience));

        // A busy machine may hold a thread up that long, but not often.
        Assert.True(slow < rounds / 100, $"{slow} of {rounds} waits were as long as a lost wake");
    }

    private static void Echo(Ring from, Ring to, int rounds)
    {
        using var consumer = from.OpenConsumer().Value;
        using var producer = to.OpenProducer().Value;
        for (var round = 0; round < rounds; round++)
        {
            Assert.True(consumer.Wait(Patience));
            Assert.Equal(RingRead.Frame, consumer.TryRead(out _));
            Assert.Equal(RingStatus.Ok, producer.TrySend(1, [1], out _));
        }
    }

    private static void Send(Ring ring, int frames)
    {
        using var producer = ring.OpenProducer().Value;
        Span<byte> message = stackalloc byte[504];
        for (var number = 1; number <= frames; number++)
        {
            var bytes = message[..(4 + (number % 500))];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
            bytes[4..].Fill((byte)(number + producer.Place));
            while (producer.TrySend(1, bytes, out _) != RingStatus.Ok)
            {
                Assert.True(producer.WaitForSpace(bytes.Length, Patience));
            }
        }
    }
}
