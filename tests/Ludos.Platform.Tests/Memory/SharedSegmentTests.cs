using Ludos.Platform.Memory;
using Ludos.Platform.Processes;
using Xunit;

namespace Ludos.Platform.Tests.Memory;

public sealed unsafe class SharedSegmentTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_segment_is_zeroed_aligned_and_writable(bool temporaryFile)
    {
        using var segment = SharedSegment.Create("test", 100_000, new SegmentOptions { ForceTemporaryFile = temporaryFile }).Value;
        Assert.Equal(131_072, segment.SizeBytes);
        var bytes = new Span<byte>(segment.Base, (int)segment.SizeBytes);
        Assert.True(bytes.IndexOfAnyExcept((byte)0) < 0);
        bytes.Fill(7);
        Assert.Equal(7, segment.Base[segment.SizeBytes - 1]);
    }

    [Fact]
    public void A_temporary_file_is_nowhere_to_be_found()
    {
        var folder = Directory.CreateTempSubdirectory("ludos-platform-");
        using (SharedSegment.Create("test", 1, new SegmentOptions { ForceTemporaryFile = true, TemporaryFolder = folder.FullName }).Value)
        {
            Assert.Empty(folder.GetFileSystemInfos());
        }

        Assert.Empty(folder.GetFileSystemInfos());
        folder.Delete();
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_fault()
    {
        var made = SharedSegment.Create("test", 1, new SegmentOptions { ForceTemporaryFile = true, TemporaryFolder = "/nonexistent/folder" });
        Assert.Equal(SegmentErrorCode.System, made.Fault!.Code);
        Assert.Contains("/nonexistent/folder", made.Fault.Message);
    }

    [RootFact("it mounts a file system of 1 MiB")]
    public void A_full_file_system_is_a_fault_and_leaves_nothing()
    {
        var folder = Directory.CreateTempSubdirectory("ludos-platform-");
        Assert.Equal(0, ChildProcess.Capture("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.FullName], Patience).Value.ExitCode);
        try
        {
            var options = new SegmentOptions { ForceTemporaryFile = true, TemporaryFolder = folder.FullName };
            var made = SharedSegment.Create("test", 2 << 20, options);
            Assert.Equal(SegmentErrorCode.OutOfMemory, made.Fault!.Code);
            Assert.Contains(folder.FullName, made.Fault.Message);
            Assert.NotEmpty(made.Fault.Mend);
            Assert.Empty(folder.GetFileSystemInfos());
            using var fits = SharedSegment.Create("test", 512 << 10, options).Value;
            new Span<byte>(fits.Base, (int)fits.SizeBytes).Fill(1);
        }
        finally
        {
            Assert.Equal(0, ChildProcess.Capture("umount", [folder.FullName], Patience).Value.ExitCode);
            folder.Delete();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void Impossible_sizes_are_refused(long sizeBytes) => Assert.Equal(SegmentErrorCode.BadSize, SharedSegment.Create("test", sizeBytes).Fault!.Code);

    [Fact]
    public void More_than_the_machine_has_is_refused_before_a_page_is_touched()
    {
        var left = MemoryBudget.AvailableBytes();
        Assert.InRange(left, 1, SharedSegment.MaxSizeBytes - 1);
        var made = SharedSegment.Create("test", SharedSegment.MaxSizeBytes);
        Assert.Equal(SegmentErrorCode.OutOfMemory, made.Fault!.Code);
        Assert.Contains("bytes are left", made.Fault.Message);
        Assert.InRange(MemoryBudget.AvailableBytes(), left / 2, long.MaxValue);
    }

    [Fact]
    public void A_sealed_segment_keeps_its_maps_and_grants_no_new_writable_one()
    {
        using var segment = SharedSegment.Create("test", 65536).Value;
        using var early = SharedSegment.Open(SharedSegment.Duplicate(segment.Descriptor!)!, 65536, writable: true).Value;
        Assert.True(segment.SealFutureWrites());
        segment.Base[1] = 42;
        early.Base[2] = 43;
        Assert.Equal(SegmentErrorCode.System, SharedSegment.Open(SharedSegment.Duplicate(segment.Descriptor!)!, 65536, writable: true).Fault!.Code);
        using var reader = SharedSegment.Open(segment.OpenReadOnlyDescriptor().Value, 65536, writable: false).Value;
        Assert.Equal((42, 43), (reader.Base[1], reader.Base[2]));
        Assert.False(reader.IsWritable);
    }

    [Fact]
    public void What_can_shrink_or_is_too_small_is_not_mapped()
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, new byte[65536]);
        Assert.Equal(SegmentErrorCode.Untrustworthy, SharedSegment.Open(File.OpenHandle(path), 65536, writable: false).Fault!.Code);
        File.Delete(path);
        var small = SharedSegment.CreateDescriptor("test", 65536).Value;
        Assert.Equal(SegmentErrorCode.Untrustworthy, SharedSegment.Open(small, 65537, writable: false).Fault!.Code);
    }

    [Fact]
    public void A_pools_places_can_be_laid_and_lifted_under_a_readers_eyes()
    {
        using var pool = MappingPool.Reserve(3, 65536).Value;
        using var page = SharedSegment.CreateDescriptor("test", 65536).Value;
        using var writer = SharedSegment.Open(SharedSegment.Duplicate(page)!, 65536, writable: true).Value;
        writer.Base[10] = 5;
        var stop = false;
        var reading = new Thread(() =>
        {
            var sum = 0L;
            while (!Volatile.Read(ref stop))
            {
                sum += Volatile.Read(ref pool.Place(1)[10]);
            }

            Assert.True(sum >= 0);
        });
        reading.Start();
        for (var round = 0; round < 1000; round++)
        {
            Assert.True(pool.TryLay(1, page, writable: true));
            Assert.Equal(5, pool.Place(1)[10]);
            Assert.True(pool.TryLift(1));
            Assert.Equal(0, pool.Place(1)[10]);
        }

        Volatile.Write(ref stop, true);
        reading.Join();
        using var tooSmall = File.OpenHandle("/proc/self/exe");
        Assert.False(pool.TryLay(2, tooSmall, writable: true));
    }
}
