using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Regions;

public sealed class AllocationTests
{
    private const int Rounds = 1000;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_tick_path_allocates_nothing(int slots)
    {
        using var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Words("r", 64, slots)).Value;
        using var writer = region.AcquireWriter().Value;
        using var reader = region.OpenReader();
        var sum = Ticks(region, writer, reader, Rounds);
        var before = GC.GetAllocatedBytesForCurrentThread();
        sum += Ticks(region, writer, reader, Rounds);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2L * Rounds * 4, sum);
    }

    [Fact]
    public void A_wait_that_sleeps_and_times_out_allocates_nothing()
    {
        using var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Words("r", 64, 3)).Value;
        for (var warmUp = 0; warmUp < 5; warmUp++)
        {
            Assert.False(region.Wait(1, TimeSpan.FromMilliseconds(10)));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(region.Wait(1, TimeSpan.FromMilliseconds(10)));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static long Ticks(Region region, RegionWriter writer, RegionReader reader, int rounds)
    {
        var good = 0L;
        for (var round = 0; round < rounds; round++)
        {
            var epoch = region.Epoch;
            using (var scope = writer.Begin(round % 2 == 0 ? WriteMode.Replace : WriteMode.Carry))
            {
                scope.Bytes.Fill((byte)round);
                good += scope.Publish() == epoch + 1 ? 1 : 0;
            }

            using (writer.Begin(WriteMode.Replace))
            {
                // Discarded.
            }

            good += region.Wait(epoch, TimeSpan.Zero) ? 1 : 0;
            good += region.Front[5] == (byte)round ? 1 : 0;
            using var read = reader.Pin();
            good += read.Bytes[7] == (byte)round && read.Close() == ReadOutcome.Ok ? 1 : 0;
        }

        return good;
    }
}
