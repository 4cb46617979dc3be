using System.Buffers.Binary;

namespace Ludos.Runtime.Recording;

/// <summary>Writes signed 16-bit stereo sound as a WAV file; the lengths in its header are set when it is disposed.</summary>
internal sealed class WavWriter : IDisposable
{
    private const int HeaderBytes = 44;
    private const int FormatBytes = 16;
    private const short FormatPcm = 1;
    private const short Channels = 2;
    private const short BitsPerSample = 16;

    /// <summary>What a WAV header can count: sound past it is refused.</summary>
    private const long MaxDataBytes = uint.MaxValue - HeaderBytes;

    private readonly FileStream _file;
    private readonly int _sampleRateHz;
    private long _dataBytes;

    public WavWriter(string path, int sampleRateHz)
    {
        _sampleRateHz = sampleRateHz;
        _file = new FileStream(path, FileMode.Create, FileAccess.Write);
        _file.Write(Header());
    }

    public void Append(ReadOnlySpan<byte> samples)
    {
        if (_dataBytes + samples.Length > MaxDataBytes)
        {
            throw new IOException("a WAV file holds at most 4 GiB of sound");
        }

        _file.Write(samples);
        _dataBytes += samples.Length;
    }

    public void Dispose()
    {
        if (!_file.CanWrite)
        {
            return;
        }

        using (_file)
        {
            _file.Position = 0;
            _file.Write(Header());
        }
    }

    private byte[] Header()
    {
        const short FrameBytes = Channels * BitsPerSample / 8;
        var header = new byte[HeaderBytes];
        var span = header.AsSpan();
        "RIFF"u8.CopyTo(span);
        BinaryPrimitives.WriteUInt32LittleEndian(span[4..], (uint)(HeaderBytes - 8 + _dataBytes));
        "WAVEfmt "u8.CopyTo(span[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(span[16..], FormatBytes);
        BinaryPrimitives.WriteInt16LittleEndian(span[20..], FormatPcm);
        BinaryPrimitives.WriteInt16LittleEndian(span[22..], Channels);
        BinaryPrimitives.WriteInt32LittleEndian(span[24..], _sampleRateHz);
        BinaryPrimitives.WriteInt32LittleEndian(span[28..], _sampleRateHz * FrameBytes);
        BinaryPrimitives.WriteInt16LittleEndian(span[32..], FrameBytes);
        BinaryPrimitives.WriteInt16LittleEndian(span[34..], BitsPerSample);
        "data"u8.CopyTo(span[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(span[40..], (uint)_dataBytes);
        return header;
    }
}
