using System.Buffers;
using Ludos.Base;
using Ludos.Cli.Output;
using Ludos.Distribution;
using Ludos.Platform;
using Ludos.Platform.Files;
using Ludos.Trust;

namespace Ludos.Cli.Commands.Distribution;

/// <summary>A target on the disk. <paramref name="WasThere"/>: the very bytes lay there already, and nothing was fetched.</summary>
internal sealed record DownloadedTarget(string Target, string Path, bool WasThere);

/// <summary>Fetches targets into a folder: verified before they appear there, whole or not at all, each under a name of its own.</summary>
internal sealed class TargetDownloads(string folder, Uri address)
{
    private const int MaxTargetBytes = 256 * 1024 * 1024;

    public async Task<Result<DownloadedTarget, TufErrorCode>> Get(TufTarget target, CancellationToken stop)
    {
        if (target.File.LengthBytes > MaxTargetBytes)
        {
            return new Fault<TufErrorCode>(TufErrorCode.TooLarge, $"{target.Path} has {target.File.LengthBytes} bytes; this command fetches up to {MaxTargetBytes}.");
        }

        var path = Path.Combine(folder, TufNames.Local(target.Path));
        if (IsThere(path, target))
        {
            return new DownloadedTarget(target.Path, path, WasThere: true);
        }

        var fetched = await Fetch(target, stop).ConfigureAwait(false);
        if (!fetched.TryGet(out var bytes, out var fault))
        {
            return fault;
        }

        return (target.Check(bytes) ?? Put(path, bytes)) is { } refused ? refused : new DownloadedTarget(target.Path, path, WasThere: false);
    }

    private static bool IsThere(string path, TufTarget target)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == target.File.LengthBytes && target.Check(File.ReadAllBytes(path)) is null;
    }

    private static Fault<TufErrorCode>? Put(string path, byte[] bytes)
    {
        var unfinished = path + ".new";
        if (!AppendFile.Create(unfinished, replace: true).TryGet(out var file, out var fault))
        {
            return Storage(fault);
        }

        using (file)
        {
            if ((file.Append(bytes) ?? file.Sync()) is { } failed)
            {
                return Storage(failed);
            }
        }

        File.Move(unfinished, path, overwrite: true);
        return null;
    }

    private static Fault<TufErrorCode> Storage(Fault<FileErrorCode> fault) => new(TufErrorCode.Storage, fault.Message, fault.Mend);

    private async Task<Result<byte[], TufErrorCode>> Fetch(TufTarget target, CancellationToken stop)
    {
        using var http = new BoundedHttp(new MonotonicClock());
        using var request = new HttpRequestMessage(HttpMethod.Get, RepositoryAddress.Below(address, RepositoryAddress.Escape(target.RemotePath)));
        var progress = new StepProgress();
        var body = new ArrayBufferWriter<byte>();
        var transferred = await http.Download(request, target.File.LengthBytes, Take, stop).ConfigureAwait(false);
        progress.Clear();
        return transferred.TryGet(out _, out var fault) ? body.WrittenSpan.ToArray() : new Fault<TufErrorCode>(HttpMetadataSource.CodeOf(fault.Code), fault.Message, fault.Mend);

        ValueTask Take(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
        {
            body.Write(bytes.Span);
            progress.Show($"{target.Path}: {body.WrittenCount:N0} of {target.File.LengthBytes:N0} bytes");
            return ValueTask.CompletedTask;
        }
    }
}
