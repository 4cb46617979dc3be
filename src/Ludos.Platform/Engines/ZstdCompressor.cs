using System.Runtime.InteropServices;

namespace Ludos.Platform.Engines;

/// <summary>Compresses whole buffers into single zstd frames that tell their content's size. Keeps its tables between calls. For one thread at a time.</summary>
public sealed unsafe class ZstdCompressor : SafeHandle
{
    private const int SessionAndParameters = 3;
    private const int LevelParameter = 100;
    private const int WindowLogParameter = 101;
    private const int LongDistanceParameter = 160;
    private const int MinWindowLog = 10;

    /// <exception cref="InvalidOperationException">libzstd is not on this machine; ask <see cref="Zstd.IsPresent"/> first.</exception>
    public ZstdCompressor()
        : base(0, ownsHandle: true)
    {
        if (!Zstd.IsPresent)
        {
            throw new InvalidOperationException("libzstd is not on this machine.");
        }

        SetHandle(Zstd.Calls.CreateCompressor());
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>One frame. Negative levels are faster and weaker than 1.</summary>
    /// <returns>Bytes written, or -1 when the destination is too small.</returns>
    public int Compress(ReadOnlySpan<byte> plain, Span<byte> destination, int level) => Compress(plain, default, destination, level);

    /// <summary>One frame that can be decoded only with the same prefix: what is in the prefix already costs a few bytes.</summary>
    /// <param name="prefix">May be empty. The window is made wide enough to reach all of it.</param>
    /// <returns>Bytes written, or -1 when the destination is too small.</returns>
    public int Compress(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> prefix, Span<byte> destination, int level)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        _ = Zstd.Calls.ResetCompressor(handle, SessionAndParameters);
        _ = Zstd.Calls.SetParameter(handle, LevelParameter, level);
        if (!prefix.IsEmpty)
        {
            _ = Zstd.Calls.SetParameter(handle, WindowLogParameter, WindowLogOf((long)plain.Length + prefix.Length));
            _ = Zstd.Calls.SetParameter(handle, LongDistanceParameter, 1);
        }

        fixed (byte* source = plain, prefixAt = prefix, to = destination)
        {
            if (!prefix.IsEmpty)
            {
                _ = Zstd.Calls.UsePrefix(handle, prefixAt, (nuint)prefix.Length);
            }

            var written = Zstd.Calls.Compress(handle, to, (nuint)destination.Length, source, (nuint)plain.Length);
            return Zstd.IsError(written) ? -1 : (int)written;
        }
    }

    protected override bool ReleaseHandle() => !Zstd.IsError(Zstd.Calls.FreeCompressor(handle));

    private static int WindowLogOf(long bytes)
    {
        var log = MinWindowLog;
        while (log < ZstdDecompressor.MaxWindowLog && 1L << log < bytes)
        {
            log++;
        }

        return log;
    }
}
