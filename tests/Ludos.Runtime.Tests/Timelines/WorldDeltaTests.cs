using Ludos.Runtime.Timelines;
using Xunit;

namespace Ludos.Runtime.Tests.Timelines;

public sealed class WorldDeltaTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(100)]
    [InlineData(4_096)]
    [InlineData(10_007)]
    public void What_changed_leads_forward_and_back(int length)
    {
        var random = new Random(20_261_121 + length);
        for (var round = 0; round < 200; round++)
        {
            var before = new byte[length];
            random.NextBytes(before);
            var now = before.ToArray();
            var changes = random.Next(4) == 0 ? length : random.Next(6);
            for (var change = 0; change < changes; change++)
            {
                now[random.Next(length)] ^= (byte)random.Next(256);
            }

            var world = before.ToArray();
            var destination = new byte[WorldDelta.WorstBytes(length, 1)];
            var written = WorldDelta.Encode(now, world, 0, destination);
            Assert.Equal(now, world);
            Assert.Equal(now.AsSpan().SequenceEqual(before), written == 0);
            WorldDelta.Apply(destination.AsSpan(0, written), world);
            Assert.Equal(before, world);
            WorldDelta.Apply(destination.AsSpan(0, written), world);
            Assert.Equal(now, world);
        }
    }

    [Fact]
    public void The_longest_record_is_no_longer_than_said()
    {
        foreach (var every in new[] { 1, 2, 3, 5 })
        {
            var before = new byte[WorldDelta.BlockBytes * 301 + 7];
            var now = before.ToArray();
            for (var at = 0; at < now.Length; at += WorldDelta.BlockBytes * every)
            {
                now[at] = 1;
            }

            var destination = new byte[WorldDelta.WorstBytes(now.Length, 1)];
            Assert.True(WorldDelta.Encode(now, before, 0, destination) > 0);
            Assert.Equal(now, before);
        }
    }

    [Fact]
    public void A_single_byte_costs_one_block()
    {
        var before = new byte[1 << 20];
        var now = before.ToArray();
        now[777_777] = 5;
        Assert.Equal(WorldDelta.RunHeaderBytes + WorldDelta.BlockBytes, WorldDelta.Encode(now, before, 64, new byte[WorldDelta.WorstBytes(now.Length, 1)]));
    }
}
