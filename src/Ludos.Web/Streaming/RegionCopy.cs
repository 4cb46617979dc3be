using Ludos.State;

namespace Ludos.Web.Streaming;

/// <summary>The last whole read of a span of a region. One thread at a time.</summary>
internal sealed class RegionCopy : IDisposable
{
    /// <summary>Reads that may be revoked in a row before this epoch is left to the next.</summary>
    private const int MaxAttempts = 4;

    private readonly RegionReader _reader;
    private readonly int _offset;
    private byte[] _scratch;
    private byte[] _bytes;

    public RegionCopy(Region region, int offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + (long)length, region.SizeBytes);
        _reader = region.OpenReader();
        _offset = offset;
        _bytes = new byte[length];
        _scratch = new byte[length];
        Region = region;
    }

    public Region Region { get; }

    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>What <see cref="Bytes"/> were before the last <see cref="Refresh"/>, if that said true; until the next.</summary>
    public ReadOnlySpan<byte> Previous => _scratch;

    /// <summary>The epoch that <see cref="Bytes"/> are of; 0 before the first.</summary>
    public ulong Epoch { get; private set; }

    /// <summary>Reads the front if it is newer. What the writer took back while it was read is dropped and read again.</summary>
    /// <returns>Whether <see cref="Bytes"/> are of a newer epoch than before.</returns>
    public bool Refresh()
    {
        if (Region.Epoch == Epoch)
        {
            return false;
        }

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var scope = _reader.Pin();
            scope.Bytes.Slice(_offset, _scratch.Length).CopyTo(_scratch);
            if (scope.Close() == ReadOutcome.Ok)
            {
                (_bytes, _scratch) = (_scratch, _bytes);
                Epoch = scope.Epoch;
                return true;
            }
        }

        return false;
    }

    public void Dispose() => _reader.Dispose();
}
