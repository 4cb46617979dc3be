using Ludos.Platform.Memory;
using Ludos.Protocols.System.V1;
using Ludos.State;
using Ludos.State.Tests.Sharing;
using Xunit;

namespace Ludos.State.Tests;

public sealed class ArenaTests
{
    [Fact]
    public void A_name_is_taken_once()
    {
        using var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Bytes("r", 8, 3)).Value;
        var again = arena.Add(Schemas.Bytes("r", 9, 1));
        Assert.Equal(ArenaErrorCode.NameTaken, again.Fault!.Code);
        Assert.Contains("'r'", again.Fault.Message);
        Assert.True(arena.TryFind("r", out var found));
        Assert.Same(region, found);
        Assert.False(arena.TryFind("R", out _));
        Assert.Equal(ArenaErrorCode.NoSuchRegion, arena.Find("R").Fault!.Code);
    }

    [Fact]
    public void A_full_directory_says_how_many_it_was_made_for()
    {
        using var arena = Schemas.NewArena(maxRegions: 2);
        _ = arena.Add(Schemas.Bytes("a", 1, 1)).Value;
        _ = arena.Add(Schemas.Bytes("b", 1, 1)).Value;
        var third = arena.Add(Schemas.Bytes("c", 1, 1));
        Assert.Equal(ArenaErrorCode.DirectoryFull, third.Fault!.Code);
        Assert.Contains("made for 2", third.Fault.Message);
        Assert.Equal(2, arena.Regions.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1024)]
    public void An_arena_of_impossible_size_is_refused(int maxRegions) =>
        Assert.Equal(ArenaErrorCode.BadSchema, Arena.Create(ArenaOptions.Default with { MaxRegions = maxRegions }).Fault!.Code);

    [Fact]
    public void The_largest_directory_holds_what_it_says()
    {
        using var arena = Schemas.NewArena(ArenaLayout.MaxRegions);
        for (var region = 0; region < 100; region++)
        {
            _ = arena.Add(Schemas.Bytes($"r{region}", 1, 1)).Value;
        }

        Assert.Equal(100, arena.Regions.Count);
    }

    /// <summary>A process that may make no file beyond 4 MiB: the larger region is refused, the smaller one is added after it.</summary>
    [Fact]
    public async Task A_region_that_cannot_be_reserved_is_refused_and_leaves_nothing()
    {
        using var limited = HostProcess.WithFileSizeLimit(kibibytes: 4096, "add", "8388608", "65536");
        Assert.StartsWith($"{ArenaErrorCode.OutOfMemory}: Segment 'ludos:arena:r0' of 16842752 bytes cannot be reserved", await limited.Line());
        await limited.Expect("added r1");
        await limited.Expect("regions: r1");
        Assert.Equal(0, limited.WaitForExit());
    }

    [Fact]
    public void Initial_content_fills_the_front_and_no_more()
    {
        using var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Bytes("r", 4, 3), new byte[] { 1, 2 }).Value;
        Assert.Equal(new byte[] { 1, 2, 0, 0 }, region.Front.ToArray());
        Assert.Equal(ArenaErrorCode.BadSchema, arena.Add(Schemas.Bytes("x", 4, 3), new byte[5]).Fault!.Code);
    }

    [Fact]
    public void An_arena_on_temporary_files_works_within_its_process()
    {
        using var arena = Arena.Create(ArenaOptions.Default with { Segments = new SegmentOptions { ForceTemporaryFile = true } }).Value;
        var region = arena.Add(Schemas.Words("r", 8, 3)).Value;
        using var writer = region.AcquireWriter().Value;
        Assert.Equal(2UL, Schemas.PublishPattern(writer));
        Assert.True(Schemas.HoldsPattern(region.Front, 2));
        Assert.Equal(ArenaErrorCode.Unsupported, arena.Serve("/tmp/never.sock").Fault!.Code);
    }

    [Fact]
    public void Slots_begin_on_boundaries_of_64_KiB()
    {
        using var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Bytes("r", 100_000, 4)).Value;
        using var writer = region.AcquireWriter().Value;
        unsafe
        {
            var start = (nint)region.FrontPointer;
            for (var publish = 0; publish < 8; publish++)
            {
                using var scope = writer.Begin(WriteMode.Replace);
                Assert.Equal(0, ((nint)scope.Pointer - start) % SharedSegment.AlignmentBytes);
                _ = scope.Publish();
            }
        }
    }

    [Fact]
    public void What_is_disposed_after_its_arena_touches_nothing()
    {
        var arena = Schemas.NewArena();
        var region = arena.Add(Schemas.Bytes("r", 8, 1)).Value;
        var folder = Directory.CreateTempSubdirectory("ludos-state-");
        var server = arena.Serve(Path.Combine(folder.FullName, "s")).Value;
        var attached = Arena.Attach(server.SocketPath, AttachOptions.Default).Value;
        var writer = region.AcquireWriter().Value;
        var reader = region.OpenReader();
        var scope = writer.Begin(WriteMode.Carry);
        var read = reader.Pin();
        arena.Dispose();
        Assert.False(File.Exists(server.SocketPath));
        Assert.Equal(ReadOutcome.Revoked, read.Close());
        scope.Dispose();
        reader.Dispose();
        writer.Dispose();
        server.Dispose();
        Assert.False(attached.IsOwnerAlive);
        attached.Dispose();
        _ = Assert.Throws<ObjectDisposedException>(() => region.OpenReader());
        _ = Assert.Throws<ObjectDisposedException>(() => region.AcquireWriter());
        folder.Delete();
    }
}
