namespace Ludos.Distribution;

/// <summary>Decides how fast bytes may come. Thread-safe: all workers ask the same one.</summary>
public interface IDownloadPacer
{
    /// <summary>Completes when this many more bytes may be taken from the link. Asked after each read; the link itself is held back by not being read.</summary>
    /// <param name="bytes">1 to <see cref="DownloadOptions.ReadBytes"/>.</param>
    ValueTask Take(int bytes, CancellationToken cancellation);
}

/// <summary>Takes what the link gives.</summary>
public sealed class UnpacedDownload : IDownloadPacer
{
    public static UnpacedDownload Instance { get; } = new();

    public ValueTask Take(int bytes, CancellationToken cancellation) => default;
}
