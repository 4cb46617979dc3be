using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.State.Tests.Logs;

/// <summary>A file in memory, to append to and to read.</summary>
internal sealed class MemoryLog : IAppendFile, IReadFile
{
    private byte[] _bytes;

    internal MemoryLog(params byte[] bytes) => _bytes = bytes;

    internal byte[] Bytes => _bytes;

    public long LengthBytes => _bytes.Length;

    public Fault<FileErrorCode>? Append(ReadOnlySpan<byte> bytes)
    {
        _bytes = [.. _bytes, .. bytes];
        return null;
    }

    public Fault<FileErrorCode>? Sync() => null;

    public Result<int, FileErrorCode> Read(long offsetBytes, Span<byte> destination)
    {
        var count = (int)Math.Clamp(_bytes.Length - offsetBytes, 0, destination.Length);
        _bytes.AsSpan((int)offsetBytes, count).CopyTo(destination);
        return count;
    }

    public void Dispose()
    {
    }
}
