using Ludos.Base;
using Ludos.Store;

namespace Ludos.Distribution;

/// <summary>Objects in a folder, a copied store or a disc: <c>objects/HEX</c>, plain. Thread-safe.</summary>
/// <param name="folder">Holds <c>objects</c>.</param>
public sealed class FolderObjectSource(string folder) : IObjectSource
{
    public string Name { get; } = folder;

    public ValueTask<Result<ObjectReply, SourceErrorCode>> Open(DownloadItem wanted, ResumePoint? resume, CancellationToken cancellation)
    {
        if (wanted.Seal is not null)
        {
            return new(new Fault<SourceErrorCode>(SourceErrorCode.NotThere, $"{Name} has plain objects only."));
        }

        try
        {
            var stream = new FileStream(Path.Combine(Name, "objects", wanted.Object.Digest.ToString()), FileMode.Open, FileAccess.Read, FileShare.Read, 1, useAsync: false);
            return new(new ObjectReply(ObjectEncoding.Identity, null, 0, stream.Length, stream));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(new Fault<SourceErrorCode>(SourceErrorCode.NotThere, $"{Name} has not this object."));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(new Fault<SourceErrorCode>(SourceErrorCode.Refused, error.Message));
        }
    }
}
