using Ludos.Platform.Memory;
using Ludos.State.Tests.Layout;
using Xunit;

namespace Ludos.State.Tests.Rings;

/// <summary>A ring whose other side writes anything: the consumer stays inside of it, and comes to an end.</summary>
public sealed class RingFuzzTests
{
    private const int Rounds = 3_000;

    [Theory]
    [InlineData(RingKind.SingleProducer, 11)]
    [InlineData(RingKind.ManyProducers, 22)]
    public void Damage_is_survived_and_told(RingKind kind, int seed)
    {
        var chance = new Mutations((ulong)seed);
        using var segment = Ring.CreateSegment("ring", kind, Ring.MinCapacityBytes).Value;
        using var consumer = Ring.Open(segment).Value.OpenConsumer().Value;
        var damaged = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using (var producer = Ring.Open(segment).Value.OpenProducer().Value)
            {
                for (var frame = chance.Below(40); frame > 0; frame--)
                {
                    _ = producer.TrySend(1, new byte[chance.Below(900)], out _);
                }
            }

            Damage(segment, chance);
            damaged += ReadAll(segment, consumer);
        }

        Assert.True(damaged > Rounds / 100);
    }

    [Fact]
    public void A_damaged_identity_is_refused_or_leads_nowhere_outside()
    {
        var chance = new Mutations(33);
        for (var round = 0; round < 300; round++)
        {
            using var segment = Ring.CreateSegment("ring", RingKind.ManyProducers, Ring.MinCapacityBytes).Value;
            DamageIdentity(segment, chance);
            if (Ring.Open(segment).TryGet(out var ring, out _))
            {
                Assert.True(Ring.SegmentBytes(ring.CapacityBytes) <= segment.SizeBytes);
            }
        }
    }

    private static unsafe void DamageIdentity(SharedSegment segment, Mutations chance) => chance.Damage(new Span<byte>(segment.Base, 24));

    private static unsafe void Damage(SharedSegment segment, Mutations chance)
    {
        // The tail and its lock are set free again: a lock that names a living place is that process's business.
        var at = chance.Below(3) == 0 ? new Span<byte>(segment.Base + 128, 8) : new Span<byte>(segment.Base + 65_536, Ring.MinCapacityBytes);
        chance.Damage(at);
        if (chance.Below(2) == 0)
        {
            chance.Damage(new Span<byte>(segment.Base + 65_536 + (chance.Below(64) * 1024), 64));
        }
    }

    private static unsafe int ReadAll(SharedSegment segment, RingConsumer consumer)
    {
        var damaged = 0;
        for (var frames = 0; frames <= Ring.MinCapacityBytes / 16; frames++)
        {
            switch (consumer.TryRead(out var frame))
            {
                case RingRead.Empty when !consumer.Wait(TimeSpan.Zero):
                    return damaged;
                case RingRead.Damaged:
                    return damaged + 1;
                case RingRead.Frame when !frame.Bytes.IsEmpty:
                    fixed (byte* first = frame.Bytes)
                    {
                        Assert.True(first >= segment.Base + 65_536 && first + frame.Bytes.Length <= segment.Base + segment.SizeBytes);
                    }

                    break;
            }
        }

        Assert.Fail("The consumer went round.");
        return damaged;
    }
}
