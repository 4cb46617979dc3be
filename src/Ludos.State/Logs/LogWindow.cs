using Ludos.Base;
using Ludos.Platform.Files;

namespace Ludos.State;

/// <summary>A stretch of a file in memory. What is read is copied once; nothing is asked for that the file does not have.</summary>
internal sealed class LogWindow(IReadFile file)
{
    private const int StretchBytes = 256 * 1024;

    private byte[] _buffer = new byte[(int)Math.Min(StretchBytes, Math.Max(file.LengthBytes, LogFormat.RecordAlignment))];
    private long _start;
    private int _held;

    public long LengthBytes => file.LengthBytes;

    /// <summary>These bytes of the file, valid until the next call; empty when the file ends before them.</summary>
    public Result<ReadOnlyMemory<byte>, FileErrorCode> At(long offsetBytes, int count)
    {
        if (offsetBytes < 0 || count < 0 || count > file.LengthBytes - offsetBytes)
        {
            return ReadOnlyMemory<byte>.Empty;
        }

        if (offsetBytes < _start || offsetBytes + count > _start + _held)
        {
            if (count > _buffer.Length)
            {
                _buffer = new byte[count];
            }

            _start = offsetBytes;
            _held = 0;
            if (!file.Read(offsetBytes, _buffer).TryGet(out var got, out var fault))
            {
                return fault;
            }

            // The file may have been cut since it was opened.
            _held = got;
            if (got < count)
            {
                return ReadOnlyMemory<byte>.Empty;
            }
        }

        return new ReadOnlyMemory<byte>(_buffer, (int)(offsetBytes - _start), count);
    }
}
