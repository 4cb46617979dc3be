using Ludos.State;
using Xunit;

namespace Ludos.State.Tests.Sharing;

public sealed class CrashTests
{
    private const int Words = 512;

    [Fact]
    public async Task A_killed_owner_leaves_readers_its_last_whole_epoch_and_no_hang()
    {
        var folder = Directory.CreateTempSubdirectory("ludos-state-");
        var socket = Path.Combine(folder.FullName, "arena.sock");
        using var owner = new HostProcess("own", socket);
        await owner.Expect("serving");
        using (var attached = Arena.Attach(socket, AttachOptions.Default).Value)
        {
            var many = attached.Find("many").Value;
            var one = attached.Find("one").Value;
            using var oneReader = one.OpenReader();
            var outcome = ReadWhile(oneReader, () => owner.SayAndExpect("go", "writing"));
            Assert.True(many.IsHealthy);
            owner.Kill();
            ServedArena.WaitUntil(() => !attached.IsOwnerAlive, "the death to be seen");
            Assert.False(many.IsHealthy);
            Assert.False(many.Wait(1, TimeSpan.FromSeconds(20)));
            Assert.True(Schemas.HoldsPattern(many.Front, 1));

            // The one-slot region was half written in place: its readers know.
            Assert.Equal(ReadOutcome.Revoked, outcome);
            using var late = oneReader.Pin();
            Assert.Equal(ReadOutcome.Revoked, late.Close());
        }

        // The socket of the killed run is stale: a new owner takes its place.
        Assert.True(File.Exists(socket));
        using var arena = Arena.Create(ArenaOptions.Default).Value;
        arena.Serve(socket).Value.Dispose();
        Assert.False(File.Exists(socket));
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_killed_writers_lease_is_taken_over_and_its_half_write_undone(int slots)
    {
        using var served = new ServedArena(serve: new ServeOptions { MayWrite = (_, name) => name == "r" });
        var region = served.Arena.Add(Schemas.Words("r", Words, slots)).Value;
        using var writing = new HostProcess("write", served.Socket, "r");
        await writing.Expect("writing 2");
        Assert.Equal(2UL, region.Epoch);
        var held = region.AcquireWriter();
        Assert.Equal(ArenaErrorCode.LeaseHeld, held.Fault!.Code);
        Assert.Contains($"process {writing.Id}", held.Fault.Message);
        writing.Kill();

        using var heir = region.AcquireWriter().Value;
        Assert.Equal(2UL, region.Epoch);
        Assert.True(Schemas.HoldsPattern(region.Front, 2));
        using var reader = region.OpenReader();
        var scope = reader.Pin();
        Assert.True(Schemas.HoldsPattern(scope.Bytes, 2));
        Assert.Equal(ReadOutcome.Ok, scope.Close());
        Assert.Equal(3UL, Schemas.PublishPattern(heir));
        Assert.True(Schemas.HoldsPattern(region.Front, 3));
    }

    [Fact]
    public async Task A_writer_that_was_not_named_is_refused()
    {
        using var served = new ServedArena(serve: new ServeOptions { MayWrite = (_, name) => name == "another" });
        _ = served.Arena.Add(Schemas.Words("r", Words, 3)).Value;
        using var writing = new HostProcess("write", served.Socket, "r");
        await writing.Expect($"refused {ArenaErrorCode.NotGranted}");
    }

    [Fact]
    public async Task A_sleeper_of_the_owner_wakes_when_an_attached_writer_publishes_and_its_pin_is_spared()
    {
        using var served = new ServedArena(serve: new ServeOptions { MayWrite = (_, name) => name == "r" });
        var region = served.Arena.Add(Schemas.Words("r", Words, 3)).Value;
        using var reader = region.OpenReader();
        var waiting = Task.Run(() => region.Wait(1, TimeSpan.FromSeconds(30)));
        using var writing = new HostProcess("write", served.Socket, "r");
        var line = writing.Line();
        Assert.True(await waiting);
        Assert.Equal("writing 2", await line);
        PinsOnce(reader);
    }

    private static ReadOutcome ReadWhile(RegionReader reader, Action somethingHappens)
    {
        using var scope = reader.Pin();
        somethingHappens();
        return scope.Close();
    }

    private static void PinsOnce(RegionReader reader)
    {
        using var scope = reader.Pin();
        Assert.True(Schemas.HoldsPattern(scope.Bytes, 2));
        Assert.Equal(ReadOutcome.Ok, scope.Close());
    }
}
