using Ludos.State;
using Ludos.State.Tests.Layout;
using Xunit;

namespace Ludos.State.Tests.Sharing;

/// <summary>
/// Processes that write, read and wait are killed at random moments, wherever they are: in a write, in a read, asking for a grant, mapping one. After every kill the arena
/// is whole and free to use, at once, for the owner and for those who are still there. The C library's tests do the same thousands of times.
/// </summary>
public sealed class KillTests
{
    private const int Words = 1024;
    private const int MostMicrosecondsAlive = 20_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(3, 8)]
    [InlineData(1, 8)]
    public Task A_few_kills_leave_the_arena_whole(int slots, int kills) => Kill(slots, kills);

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(3, 200)]
    [InlineData(1, 200)]
    [InlineData(4, 100)]
    public Task Hundreds_of_kills_leave_the_arena_whole(int slots, int kills) => Kill(slots, kills);

    private static async Task Kill(int slots, int kills)
    {
        var mutations = new Mutations((ulong)(0x51C + slots));
        using var served = new ServedArena(serve: new ServeOptions { MayWrite = (_, _) => true });
        var region = served.Arena.Add(Schemas.Words("r", Words, slots)).Value;
        using (var first = region.AcquireWriter().Value)
        {
            _ = Schemas.PublishPattern(first);
        }

        using var watch = new Watch(region);
        var next = Start(served, 0);
        for (var kill = 0; kill < kills; kill++)
        {
            using var victim = next;
            await victim.Expect("churning");

            // The next one starts up meanwhile; at times it attaches while this one is being killed, and its requests meet a dead one's lease.
            next = Start(served, kill + 1);
            SpinFor(TimeSpan.FromMicroseconds(mutations.Below(MostMicrosecondsAlive)));
            victim.Kill();
            Assert.Equal("", victim.Rest());
            IsWhole(served, region);
        }

        await next.Expect("churning");
        next.Kill();
        next.Dispose();
        IsWhole(served, region);
        ServedArena.WaitUntil(() => served.Server.Attached == 0, "all to be seen leaving");
        Assert.Equal(0, watch.Torn);
        Assert.True(watch.Whole > kills, $"Only {watch.Whole} reads were whole.");
    }

    private static HostProcess Start(ServedArena served, int number) => new("churn", served.Socket, "r", $"{(number * 7919) + 1}");

    private static void IsWhole(ServedArena served, Region region)
    {
        RegionWriter? writer = null;
        ServedArena.WaitUntil(() => region.AcquireWriter().TryGet(out writer, out _), "the lease to be free");
        using (writer)
        {
            var epoch = region.Epoch;
            Assert.True(Schemas.HoldsPattern(region.Front, epoch), $"Epoch {epoch} is half of something else.");
            using var reader = region.OpenReader();
            var scope = reader.Pin();
            Assert.True(Schemas.HoldsPattern(scope.Bytes, epoch));
            Assert.Equal(ReadOutcome.Ok, scope.Close());
            Assert.Equal(epoch + 1, Schemas.PublishPattern(writer!));
        }

        Assert.Empty(served.Arena.Audit());
        Assert.True(region.IsHealthy);
    }

    private static void SpinFor(TimeSpan time) => _ = SpinWait.SpinUntil(static () => false, time);

    /// <summary>A thread of the owner that reads and waits all the while.</summary>
    private sealed class Watch : IDisposable
    {
        private readonly Thread _thread;
        private bool _stop;

        internal Watch(Region region)
        {
            _thread = new Thread(() => Run(region));
            _thread.Start();
        }

        internal int Torn { get; private set; }

        internal int Whole { get; private set; }

        public void Dispose()
        {
            Volatile.Write(ref _stop, true);
            Assert.True(_thread.Join(Patience), "A reader hangs.");
        }

        private void Run(Region region)
        {
            using var reader = region.OpenReader();
            while (!Volatile.Read(ref _stop))
            {
                _ = region.Wait(region.Epoch, TimeSpan.FromMilliseconds(1));
                using var scope = reader.Pin();
                var holds = Schemas.HoldsPattern(scope.Bytes, scope.Epoch);
                if (scope.Close() != ReadOutcome.Ok)
                {
                    continue;
                }

                if (holds)
                {
                    Whole++;
                }
                else
                {
                    Torn++;
                }
            }
        }
    }
}
