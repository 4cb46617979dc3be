using Ludos.Distribution;

namespace Ludos.Cli.Commands.Installing;

/// <summary>A download's progress, on a bar.</summary>
internal sealed class DownloadBar(TransferBar bar) : IProgress<DownloadProgress>
{
    public void Report(DownloadProgress value) => bar.Set($"{value.DoneObjects} of {value.TotalObjects} parts", value.DoneBytes, value.TotalBytes);
}
