namespace Ludos.Bench.Distribution;

/// <summary>What a row gets: how much to do, and a folder on the disk that is removed at the end.</summary>
internal sealed class DistributionBenchContext(BenchOptions options) : IDisposable
{
    private readonly Lazy<DirectoryInfo> _folder = new(() => Directory.CreateTempSubdirectory("ludos-distribution-"));

    /// <summary>Smaller counts, the same checks.</summary>
    public bool Quick => options.Quick;

    public string RepositoryRoot => options.RepositoryRoot;

    /// <summary>A fresh folder below one that is removed at the end.</summary>
    public string NewFolder(string name) => _folder.Value.CreateSubdirectory($"{name}-{Guid.NewGuid():N}").FullName;

    /// <summary>One line, now and then, on anything that takes over a second.</summary>
    public void Progress(string line) => options.Progress($"distribution: {line}");

    public void Dispose()
    {
        if (_folder.IsValueCreated)
        {
            _folder.Value.Delete(recursive: true);
        }
    }
}
