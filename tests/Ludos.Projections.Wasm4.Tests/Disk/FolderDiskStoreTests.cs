using System.Collections.Concurrent;
using Ludos.Projections.Wasm4.Disk;
using Xunit;

namespace Ludos.Projections.Wasm4.Tests.Disk;

public sealed class FolderDiskStoreTests : IDisposable
{
    private const string Digest = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"ludos-disk-{Guid.NewGuid():N}");
    private readonly ConcurrentQueue<string> _warnings = new();

    private string FilePath => Path.Combine(_folder, "disks", Digest + ".disk");

    [Fact]
    public void ADiskOutlivesItsStore()
    {
        using (FolderDiskStore store = Open())
        {
            CartDisk none = default;
            Assert.False(store.Load(Digest, ref none).Value);
            Save(store, "first");
            Save(store, "second");
        }
        using FolderDiskStore next = Open();
        CartDisk disk = default;
        Assert.True(next.Load(Digest, ref disk).Value);
        Assert.Equal("second"u8.ToArray(), disk.Content.ToArray());
        Assert.Equal([FilePath], Directory.GetFiles(Path.GetDirectoryName(FilePath)!));
        Assert.Empty(_warnings);
    }

    [Fact]
    public void AnEmptyDiskHasNoFile()
    {
        using FolderDiskStore store = Open();
        Save(store, "something");
        store.Flush();
        Assert.True(File.Exists(FilePath));
        Save(store, "");
        store.Flush();
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public void AFileThatIsTooLongIsRefusedByName()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllBytes(FilePath, new byte[1025]);
        using FolderDiskStore store = Open();
        CartDisk disk = default;
        var loaded = store.Load(Digest, ref disk);
        Assert.Equal(CartErrorCode.DiskUnavailable, loaded.Fault!.Code);
        Assert.Contains(FilePath, loaded.Fault.Message, StringComparison.Ordinal);
        Assert.Equal(0, disk.Size);
    }

    [Fact]
    public void AFolderThatCannotBeMadeIsAWarning()
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Path.Combine(_folder, "disks"), "a file where the folder should be");
        using FolderDiskStore store = Open();
        Save(store, "lost");
        store.Flush();
        Assert.Contains("could not be saved", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void ASizeOutOfRangeReadsAsEmpty()
    {
        CartDisk disk = default;
        disk.Write("abc"u8);
        BitConverter.TryWriteBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(new Span<CartDisk>(ref disk)), 5000);
        Assert.Equal(0, disk.Size);
        Assert.Equal(0, disk.Content.Length);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private FolderDiskStore Open() => new(Path.Combine(_folder, "disks"), _warnings.Enqueue);

    private static void Save(FolderDiskStore store, string content)
    {
        CartDisk disk = default;
        disk.Write(System.Text.Encoding.ASCII.GetBytes(content));
        Assert.True(SpinWait.SpinUntil(() => store.TrySave(Digest, disk), TimeSpan.FromSeconds(10)));
    }
}
