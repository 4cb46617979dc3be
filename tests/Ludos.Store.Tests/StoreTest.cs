using Ludos.Base;

namespace Ludos.Store.Tests;

/// <summary>A store in a folder of its own.</summary>
public abstract class StoreTest : IDisposable
{
    protected static readonly DateTimeOffset Now = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);
    protected static readonly CollectOptions NoGrace = new() { Grace = TimeSpan.Zero };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ludos-store-test-");

    protected string Folder => _folder.FullName;

    protected string PackFolder => Path.Combine(Folder, "packs");

    protected ChunkStore Open(StoreOptions? options = null) => ChunkStore.Open(Folder, options).Value;

    protected string[] PackFiles() => Directory.GetFiles(PackFolder, "*.pack").Order(StringComparer.Ordinal).ToArray();

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Puts each content in one batch.</summary>
    protected static Digest[] PutAll(ChunkStore store, IEnumerable<byte[]> contents, string? holder = null)
    {
        using var batch = store.Begin(Now).Value;
        var digests = contents.Select(content => batch.Put(content).Value).ToArray();
        Assert.Null(batch.Commit(holder));
        return digests;
    }
}
