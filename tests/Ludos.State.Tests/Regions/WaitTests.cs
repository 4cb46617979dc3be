using Ludos.State;
using Ludos.State.Tests.Sharing;
using Xunit;

namespace Ludos.State.Tests.Regions;

public sealed class WaitTests : IDisposable
{
    private readonly Arena _arena = Schemas.NewArena();
    private readonly Region _region;

    public WaitTests() => _region = _arena.Add(Schemas.Words("r", 8, 3)).Value;

    public void Dispose() => _arena.Dispose();

    [Fact]
    public void A_newer_epoch_answers_at_once_and_an_older_one_times_out()
    {
        Assert.True(_region.Wait(0, TimeSpan.Zero));
        Assert.False(_region.Wait(1, TimeSpan.Zero));
        Assert.False(_region.Wait(1, TimeSpan.FromMilliseconds(5)));
    }

    [Fact]
    public void Every_publish_wakes_every_sleeper()
    {
        const int sleepers = 4;
        const ulong last = 300;
        var seen = new ulong[sleepers];
        var threads = Enumerable.Range(0, sleepers).Select(index => new Thread(() =>
        {
            while (seen[index] < last && _region.Wait(seen[index], TimeSpan.FromSeconds(20)))
            {
                seen[index] = _region.Epoch;
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        using var writer = _region.AcquireWriter().Value;
        while (_region.Epoch < last)
        {
            _ = Schemas.PublishPattern(writer);

            // Now and then long enough for all to fall asleep: a lost wake would cost the rest of the timeout.
            Thread.Sleep(_region.Epoch % 50 == 0 ? 5 : 0);
        }

        threads.ForEach(thread => Assert.True(thread.Join(TimeSpan.FromSeconds(15)), "A wake was lost."));
        Assert.All(seen, epoch => Assert.Equal(last, epoch));
    }

    [Fact]
    public async Task The_end_of_the_arena_ends_every_wait()
    {
        var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Bytes("r", 8, 3)).Value;
        var waits = Enumerable.Range(0, 3).Select(_ => Task.Run(() => region.Wait(1, Timeout.InfiniteTimeSpan))).ToArray();
        ServedArena.WaitUntil(() => Sleepers(region) == 3, "three sleepers");
        arena.Dispose();
        Assert.All(await Task.WhenAll(waits).WaitAsync(TimeSpan.FromSeconds(20)), Assert.False);
    }

    [Fact]
    public async Task The_end_of_the_arena_lets_an_open_read_finish()
    {
        var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Bytes("r", 8, 3), new byte[] { 5 }).Value;
        using var reader = region.OpenReader();
        using var reading = new ManualResetEventSlim();
        var late = Task.Run(() =>
        {
            using var scope = reader.Pin();
            reading.Set();
            _ = SpinWait.SpinUntil(() => region.Memory.IsDisposed, TimeSpan.FromSeconds(20));
            var value = scope.Bytes[0];
            return (value, scope.Close());
        });
        reading.Wait();
        arena.Dispose();
        Assert.Equal((5, ReadOutcome.Revoked), await late.WaitAsync(TimeSpan.FromSeconds(20)));
        _ = Assert.Throws<ObjectDisposedException>(() => reader.Pin().Epoch);
    }

    private static unsafe int Sleepers(Region region) => Volatile.Read(ref region.Memory.Pins.Line(0, 0)->Sleepers);

    [Fact]
    public void Readers_on_other_threads_never_see_two_epochs_mixed()
    {
        const ulong last = 20_000;
        var region = _arena.Add(Schemas.Words("big", 256, 3)).Value;
        using var writer = region.AcquireWriter().Value;
        _ = Schemas.PublishPattern(writer);
        var torn = 0;
        var whole = 0;
        var threads = Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            using var reader = region.OpenReader();
            while (region.Epoch < last)
            {
                using var scope = reader.Pin();
                var holds = Schemas.HoldsPattern(scope.Bytes, scope.Epoch);
                if (scope.Close() == ReadOutcome.Ok)
                {
                    _ = Interlocked.Increment(ref holds ? ref whole : ref torn);
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        while (region.Epoch < last)
        {
            _ = Schemas.PublishPattern(writer);
        }

        threads.ForEach(thread => thread.Join());
        Assert.Equal(0, torn);
        Assert.True(whole > 0);
    }
}
