using Ludos.Distribution;

namespace Ludos.Cli.Commands.Installing;

/// <summary>A publication's progress, on a bar.</summary>
internal sealed class UploadBar(TransferBar bar) : IProgress<PublishProgress>
{
    public void Report(PublishProgress value) => bar.Set($"{value.Module}: {value.UploadedObjects} of {value.TotalObjects} parts sent", value.UploadedObjects, value.TotalObjects);
}
