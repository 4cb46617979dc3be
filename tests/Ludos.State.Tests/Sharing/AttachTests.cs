using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Sharing;

public sealed class AttachTests : IDisposable
{
    private const int Words = 512;

    private readonly ServedArena _served = new();

    public void Dispose() => _served.Dispose();

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public async Task Another_process_follows_a_thousand_epochs_and_sees_none_torn(int slots)
    {
        const ulong last = 1001;
        using var follower = new HostProcess("follow", _served.Socket, "r", "1001");
        await follower.Expect("attached");
        var region = _served.Arena.Add(Schemas.Words("r", Words, slots)).Value;
        using var writer = region.AcquireWriter().Value;
        _ = Schemas.PublishPattern(writer);
        await follower.Say();
        while (region.Epoch < last)
        {
            _ = Schemas.PublishPattern(writer);

            // Some at once, some after the follower went to sleep.
            Thread.SpinWait(region.Epoch % 100 == 0 ? 200_000 : 2_000);
        }

        Assert.StartsWith("followed ", await follower.Line());
        Assert.Equal(0, follower.WaitForExit());
    }

    [Fact]
    public async Task A_killed_readers_pin_counts_no_more()
    {
        var region = _served.Arena.Add(Schemas.Words("r", Words, 3)).Value;
        using var writer = region.AcquireWriter().Value;
        using var holder = new HostProcess("pin", _served.Socket, "r");
        using var second = new HostProcess("pin", _served.Socket, "r");
        await holder.Expect("pinned 1");
        _ = Schemas.PublishPattern(writer);
        await second.Line();
        Assert.Equal(2, _served.Server.Attached);
        holder.Kill();
        second.Kill();
        ServedArena.WaitUntil(() => _served.Server.Attached == 0, "the server to see both deaths");
        for (var publish = 0; publish < 10; publish++)
        {
            _ = Schemas.PublishPattern(writer);
        }

        Assert.Equal(0UL, region.Revocations);
    }

    [Fact]
    public async Task A_reader_that_never_lets_go_is_told_so_and_the_writer_goes_on()
    {
        var region = _served.Arena.Add(Schemas.Words("r", Words, 3)).Value;
        using var writer = region.AcquireWriter().Value;
        using var first = new HostProcess("pin", _served.Socket, "r");
        await first.Expect("pinned 1");
        _ = Schemas.PublishPattern(writer);
        using var own = region.OpenReader();
        var pinned = own.Pin();
        for (var publish = 0; publish < 100; publish++)
        {
            _ = Schemas.PublishPattern(writer);
        }

        // Two pins cannot both be spared: the older one, in the other process, was overrun once and counts no more.
        Assert.Equal(1UL, region.Revocations);
        Assert.True(Schemas.HoldsPattern(pinned.Bytes, pinned.Epoch));
        var outcome = pinned.Close();
        await first.Say();
        await first.Expect("Revoked");
        await first.Expect($"pinned {region.Epoch}");
        await first.Say();
        await first.Expect("Ok");
        Assert.Equal(ReadOutcome.Ok, outcome);
    }

    [Fact]
    public void Attaching_in_the_same_process_reads_but_does_not_write()
    {
        var region = _served.Arena.Add(Schemas.Words("r", Words, 3)).Value;
        using var attached = Arena.Attach(_served.Socket, AttachOptions.Default).Value;
        var mirror = attached.Find("r").Value;
        using var writer = region.AcquireWriter().Value;
        _ = Schemas.PublishPattern(writer);
        Assert.True(mirror.Wait(1, TimeSpan.Zero));
        Assert.True(Schemas.HoldsPattern(mirror.Front, 2));
        Assert.Equal(ArenaErrorCode.NotGranted, mirror.AcquireWriter().Fault!.Code);
        Assert.Equal(ArenaErrorCode.NotGranted, attached.Add(Schemas.Words("x", 1, 1)).Fault!.Code);
        Assert.Equal(ArenaErrorCode.Unsupported, attached.Serve(_served.Socket + "2").Fault!.Code);
        Assert.Equal(ArenaErrorCode.NoSuchRegion, attached.Find("nothing").Fault!.Code);
        Assert.Equal(ArenaErrorCode.SchemaMismatch, attached.Find(Schemas.Words("r", Words + 1, 3)).Fault!.Code);
        Assert.True(attached.Find(Schemas.Words("r", Words, 5)).IsOk);
    }

    [Fact]
    public void Regions_added_later_are_found_and_listed_in_ordinal_order()
    {
        using var attached = Arena.Attach(_served.Socket, AttachOptions.Default).Value;
        Assert.Empty(attached.Regions);
        foreach (var name in new[] { "b", "a.z", "B", "a" })
        {
            _ = _served.Arena.Add(Schemas.Words(name, 1, 1)).Value;
        }

        Assert.Equal(["B", "a", "a.z", "b"], attached.Regions.Select(region => region.Name));
        Assert.Equal(["B", "a", "a.z", "b"], _served.Arena.Regions.Select(region => region.Name));
    }

    [Fact]
    public void A_dismissed_attacher_sees_that_the_owner_is_gone_and_does_not_hang()
    {
        _ = _served.Arena.Add(Schemas.Words("r", Words, 3)).Value;
        using var attached = Arena.Attach(_served.Socket, AttachOptions.Default).Value;
        var mirror = attached.Find("r").Value;
        Assert.True(mirror.IsHealthy);
        _served.Server.Dispose();
        Assert.False(mirror.Wait(1, Timeout.InfiniteTimeSpan));
        Assert.False(mirror.IsHealthy);
        Assert.False(attached.IsOwnerAlive);
        Assert.Equal(1UL, mirror.Epoch);
        Assert.Equal(ArenaErrorCode.ConnectFailed, Arena.Attach(_served.Socket, AttachOptions.Default).Fault!.Code);
    }

    /// <summary>It looks for the owner once an hour only, so that nothing but a publish can wake it.</summary>
    [Fact]
    public void Every_publish_wakes_a_sleeping_attacher()
    {
        const ulong last = 40;
        var region = _served.Arena.Add(Schemas.Words("r", 8, 3)).Value;
        using var writer = region.AcquireWriter().Value;
        using var attached = Arena.Attach(_served.Socket, AttachOptions.Default with { LookForOwnerEvery = TimeSpan.FromHours(1) }).Value;
        var mirror = attached.Find("r").Value;
        var following = new Thread(() =>
        {
            for (var seen = 1UL; seen < last;)
            {
                Assert.True(mirror.Wait(seen, Timeout.InfiniteTimeSpan));
                seen = mirror.Epoch;
            }
        });
        following.Start();
        while (region.Epoch < last)
        {
            ServedArena.WaitUntil(() => Sleepers(mirror) == 1, "the attacher to go to sleep");
            _ = Schemas.PublishPattern(writer);
        }

        Assert.True(following.Join(TimeSpan.FromSeconds(20)), "A wake was lost.");
    }

    private static unsafe int Sleepers(Region region) => Volatile.Read(ref region.Memory.Pins.Line(0, region.Memory.Index)->Sleepers);

    [Fact]
    public void One_attacher_too_many_is_told_why_and_admitted_when_another_left()
    {
        using var served = new ServedArena(ArenaOptions.Default with { MaxAttachers = 1 });
        var first = Arena.Attach(served.Socket, AttachOptions.Default).Value;
        var second = Arena.Attach(served.Socket, AttachOptions.Default);
        Assert.Equal(ArenaErrorCode.Refused, second.Fault!.Code);
        first.Dispose();
        ServedArena.WaitUntil(() => served.Server.Attached == 0, "the first to be seen leaving");
        Arena? third = null;
        ServedArena.WaitUntil(() => Arena.Attach(served.Socket, AttachOptions.Default).TryGet(out third, out _), "the third to be admitted");
        third!.Dispose();
    }

    [Fact]
    public async Task Hostile_attachers_that_scribble_over_their_pins_harm_nobody()
    {
        var region = _served.Arena.Add(Schemas.Words("r", Words, 3)).Value;
        using var writer = region.AcquireWriter().Value;
        _ = Schemas.PublishPattern(writer);
        using var hostile = new HostProcess("scribble", _served.Socket, "20210");
        using var second = new HostProcess("scribble", _served.Socket, "77");
        using var follower = new HostProcess("follow", _served.Socket, "r", "2000");
        await hostile.Expect("scribbling");
        await second.Expect("scribbling");
        await follower.Expect("attached");
        await follower.Say();
        while (region.Epoch < 2000)
        {
            _ = Schemas.PublishPattern(writer);
        }

        Assert.StartsWith("followed ", await follower.Line());
        hostile.EndInput();
        second.EndInput();
        Assert.Equal(0, hostile.WaitForExit());
        Assert.Equal(0, second.WaitForExit());
        Assert.True(Schemas.HoldsPattern(region.Front, region.Epoch));
    }
}
