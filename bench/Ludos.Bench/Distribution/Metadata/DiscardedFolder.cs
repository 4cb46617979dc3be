using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.Bench.Distribution.Metadata;

/// <summary>A folder that holds nothing and keeps nothing: each client begins anew.</summary>
internal sealed class DiscardedFolder : IFolder
{
    public string Path => "nowhere";

    public Result<IReadOnlyList<string>, FileErrorCode> Names() => Array.Empty<string>();

    public Result<IAppendFile, FileErrorCode> Create(string name) => new Sink();

    public Result<IReadFile, FileErrorCode> OpenFile(string name) => new Fault<FileErrorCode>(FileErrorCode.NotFound, $"There is no file {name}.");

    public Fault<FileErrorCode>? Rename(string from, string to) => null;

    public Fault<FileErrorCode>? Delete(string name) => null;

    public Fault<FileErrorCode>? Sync() => null;

    public void Dispose()
    {
    }

    private sealed class Sink : IAppendFile
    {
        public long LengthBytes { get; private set; }

        public Fault<FileErrorCode>? Append(ReadOnlySpan<byte> bytes)
        {
            LengthBytes += bytes.Length;
            return null;
        }

        public Fault<FileErrorCode>? Sync() => null;

        public void Dispose()
        {
        }
    }
}
