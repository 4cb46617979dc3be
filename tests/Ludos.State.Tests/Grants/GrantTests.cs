using Ludos.State;
using Ludos.State.Tests.Sharing;
using Xunit;

namespace Ludos.State.Tests.Grants;

/// <summary>A write grant reaches one region, by a new segment of it; everyone follows, and nobody's read is torn by it.</summary>
public sealed class GrantTests : IDisposable
{
    private const int Words = 256;

    private readonly ServedArena _served = new(serve: new ServeOptions { MayWrite = (_, name) => name == "given" });
    private readonly Region _given;
    private readonly Region _kept;

    public GrantTests()
    {
        _given = _served.Arena.Add(Schemas.Words("given", Words, 3)).Value;
        _kept = _served.Arena.Add(Schemas.Words("kept", Words, 3)).Value;
    }

    public void Dispose() => _served.Dispose();

    [Fact]
    public void One_region_is_granted_and_no_other()
    {
        using var attached = Attach();
        var refused = attached.Find("kept").Value.AcquireWriter().Fault!;
        Assert.Equal(ArenaErrorCode.NotGranted, refused.Code);
        Assert.Contains("'kept'", refused.Message, StringComparison.Ordinal);
        Assert.NotEmpty(refused.Mend!);
        using var writer = attached.Find("given").Value.AcquireWriter().Value;
        Assert.Equal((2u, 1u), (_given.Generation, _kept.Generation));
        Assert.Equal(2UL, Schemas.PublishPattern(writer));
        Assert.True(Schemas.HoldsPattern(_given.Front, 2));
        Assert.Equal(2UL, _given.Epoch);
    }

    [Fact]
    public unsafe void Addresses_and_open_reads_survive_the_move_everywhere()
    {
        using (var first = _given.AcquireWriter().Value)
        {
            _ = Schemas.PublishPattern(first);
        }

        using var other = Attach();
        var mirror = other.Find("given").Value;
        using var here = _given.OpenReader();
        using var there = mirror.OpenReader();
        var front = (nint)_given.FrontPointer;
        var read = here.Pin();
        var far = there.Pin();
        using var attached = Attach();
        using var writer = attached.Find("given").Value.AcquireWriter().Value;
        Assert.Equal(front, (nint)_given.FrontPointer);
        Assert.True(Schemas.HoldsPattern(_given.Front, 2));
        Assert.Equal(3UL, Schemas.PublishPattern(writer));
        Assert.True(Schemas.HoldsPattern(read.Bytes, 2));
        Assert.Equal(ReadOutcome.Ok, read.Close());
        Assert.True(Schemas.HoldsPattern(far.Bytes, 2));
        Assert.Equal(ReadOutcome.Ok, far.Close());
        Assert.Equal(3UL, mirror.Epoch);
        Assert.Equal(2u, mirror.Generation);
        Assert.True(Schemas.HoldsPattern(mirror.Front, 3));
    }

    [Fact]
    public async Task Sleepers_on_the_old_segment_wake_when_the_grantee_publishes()
    {
        using var other = Attach(AttachOptions.Default with { LookForOwnerEvery = TimeSpan.FromHours(1) });
        var mirror = other.Find("given").Value;
        var waits = new[] { _given, mirror }.Select(region => Task.Run(() => region.Wait(1, TimeSpan.FromSeconds(30)))).ToArray();
        ServedArena.WaitUntil(() => Sleepers(_given) == 1 && Sleepers(mirror) == 1, "both to fall asleep");
        using var attached = Attach();
        using var writer = attached.Find("given").Value.AcquireWriter().Value;
        ServedArena.WaitUntil(() => mirror.Memory.Stamp.Generation == 2, "the sleeper to follow");
        _ = Schemas.PublishPattern(writer);
        Assert.All(await Task.WhenAll(waits).WaitAsync(TimeSpan.FromSeconds(20)), Assert.True);
    }

    [Fact]
    public void One_writer_at_a_time_whoever_it_is()
    {
        using var first = Attach();
        using var second = Attach();
        using (_given.AcquireWriter().Value)
        {
            Assert.Equal(ArenaErrorCode.LeaseHeld, first.Find("given").Value.AcquireWriter().Fault!.Code);
        }

        using (first.Find("given").Value.AcquireWriter().Value)
        {
            Assert.Equal(ArenaErrorCode.LeaseHeld, second.Find("given").Value.AcquireWriter().Fault!.Code);
            Assert.Equal(ArenaErrorCode.LeaseHeld, _given.AcquireWriter().Fault!.Code);
            Assert.Equal(ArenaErrorCode.LeaseHeld, first.Find("given").Value.AcquireWriter().Fault!.Code);
        }

        using (var again = first.Find("given").Value.AcquireWriter().Value)
        {
            _ = Schemas.PublishPattern(again);
            Assert.Equal(2u, _given.Generation);
        }

        using (var next = second.Find("given").Value.AcquireWriter().Value)
        {
            _ = Schemas.PublishPattern(next);
            Assert.Equal(3u, _given.Generation);
        }

        Assert.True(Schemas.HoldsPattern(_given.Front, 3));
    }

    [Fact]
    public void What_the_owner_takes_back_is_the_owners_alone()
    {
        using var attached = Attach();
        var mirror = attached.Find("given").Value;
        using (var granted = mirror.AcquireWriter().Value)
        {
            _ = Schemas.PublishPattern(granted);
        }

        Assert.True(mirror.Memory.IsWritable);
        using var back = _given.AcquireWriter().Value;
        Assert.Equal(3u, _given.Generation);
        Assert.True(Schemas.HoldsPattern(_given.Front, 2));
        Assert.Equal(3UL, Schemas.PublishPattern(back));
        Assert.Equal(3UL, mirror.Epoch);
        Assert.False(mirror.Memory.IsWritable);
        Assert.Empty(_served.Arena.Audit());
    }

    [Fact]
    public async Task The_segment_changes_at_a_boundary_and_not_before()
    {
        var boundary = new List<Action>();
        using var served = new ServedArena(serve: new ServeOptions
        {
            MayWrite = (_, _) => true,
            AtBoundary = action =>
            {
                lock (boundary)
                {
                    boundary.Add(action);
                }
            },
        });
        var region = served.Arena.Add(Schemas.Words("r", Words, 3)).Value;
        using var attached = Arena.Attach(served.Socket, AttachOptions.Default).Value;
        var asking = Task.Run(() => attached.Find("r").Value.AcquireWriter());
        ServedArena.WaitUntil(() => Count(boundary) == 1, "the grant to be asked for");
        Assert.Equal(1u, region.Generation);
        Assert.Equal(ArenaErrorCode.LeaseHeld, region.AcquireWriter().Fault!.Code);
        boundary[0]();
        using ((await asking).Value)
        {
            Assert.Equal(2u, region.Generation);
        }

        // A boundary that does not come in time: the grant is off, and its action changes nothing when it runs after all.
        using var second = Arena.Attach(served.Socket, AttachOptions.Default).Value;
        Assert.Equal(ArenaErrorCode.LeaseHeld, second.Find("r").Value.AcquireWriter().Fault!.Code);
        boundary[1]();
        Assert.Equal(2u, region.Generation);
        region.AcquireWriter().Value.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Moves_under_constant_reading_and_waiting_tear_nothing(int slots)
    {
        var region = _served.Arena.Add(Schemas.Words("given2", Words, slots)).Value;
        using var served = new ServedArena(serve: new ServeOptions { MayWrite = (_, _) => true });
        region = served.Arena.Add(Schemas.Words("r", Words, slots)).Value;
        using (var first = region.AcquireWriter().Value)
        {
            _ = Schemas.PublishPattern(first);
        }

        using var watching = Arena.Attach(served.Socket, AttachOptions.Default).Value;
        var mirror = watching.Find("r").Value;
        var (stop, torn, whole) = (false, 0, 0);
        var readers = new[] { region, mirror }.Select(seen => new Thread(() =>
        {
            using var reader = seen.OpenReader();
            while (!Volatile.Read(ref stop))
            {
                using var scope = reader.Pin();
                var holds = Schemas.HoldsPattern(scope.Bytes, scope.Epoch);
                if (scope.Close() == ReadOutcome.Ok)
                {
                    _ = Interlocked.Increment(ref holds ? ref whole : ref torn);
                }

                _ = seen.Wait(scope.Epoch, TimeSpan.FromMilliseconds(1));
            }
        })).ToList();
        readers.ForEach(reader => reader.Start());
        for (var round = 0; round < 60; round++)
        {
            using var attached = Arena.Attach(served.Socket, AttachOptions.Default).Value;
            using (var granted = attached.Find("r").Value.AcquireWriter().Value)
            {
                _ = Schemas.PublishPattern(granted);
                _ = Schemas.PublishPattern(granted);
            }

            using var back = region.AcquireWriter().Value;
            _ = Schemas.PublishPattern(back);
        }

        Volatile.Write(ref stop, true);
        readers.ForEach(reader => reader.Join());
        Assert.Equal(0, torn);
        Assert.True(whole > 60, $"Only {whole} reads were whole.");
        Assert.Equal(121u, region.Generation);
        Assert.Equal(182UL, mirror.Epoch);
        Assert.Empty(served.Arena.Audit());
    }

    private Arena Attach(AttachOptions? options = null) => Arena.Attach(_served.Socket, options ?? AttachOptions.Default).Value;

    private static int Count(List<Action> boundary)
    {
        lock (boundary)
        {
            return boundary.Count;
        }
    }

    private static unsafe int Sleepers(Region region) => Volatile.Read(ref region.Memory.Pins.Line(0, region.Memory.Index)->Sleepers);
}
