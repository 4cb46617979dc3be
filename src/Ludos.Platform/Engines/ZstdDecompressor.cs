using System.Runtime.InteropServices;

namespace Ludos.Platform.Engines;

/// <summary>Decodes zstd frames into buffers of a given size and never beyond. Keeps its tables between calls. For one thread at a time.</summary>
public sealed unsafe class ZstdDecompressor : SafeHandle
{
    /// <summary>Widest window that is followed: 512 MiB, an old file of the largest size and a new one.</summary>
    public const int MaxWindowLog = 29;

    private const int SessionAndParameters = 3;
    private const int MaxWindowLogParameter = 100;

    /// <exception cref="InvalidOperationException">libzstd is not on this machine; ask <see cref="Zstd.IsPresent"/> first.</exception>
    public ZstdDecompressor()
        : base(0, ownsHandle: true)
    {
        if (!Zstd.IsPresent)
        {
            throw new InvalidOperationException("libzstd is not on this machine.");
        }

        SetHandle(Zstd.Calls.CreateDecompressor());
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Decodes a whole frame.</summary>
    /// <returns>Bytes written; -1 when the frame is damaged or does not fit.</returns>
    public int Decompress(ReadOnlySpan<byte> frame, Span<byte> destination) => Decompress(frame, default, destination);

    /// <summary>Decodes a frame that was made with this prefix. With another one it fails or gives other bytes: check their digest.</summary>
    /// <returns>Bytes written; -1 when the frame is damaged or does not fit.</returns>
    public int Decompress(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> prefix, Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        _ = Zstd.Calls.ResetDecompressor(handle, SessionAndParameters);
        _ = Zstd.Calls.SetDecompressorParameter(handle, MaxWindowLogParameter, MaxWindowLog);
        fixed (byte* source = frame, prefixAt = prefix, to = destination)
        {
            if (!prefix.IsEmpty)
            {
                _ = Zstd.Calls.UseDecompressorPrefix(handle, prefixAt, (nuint)prefix.Length);
            }

            var written = Zstd.Calls.Decompress(handle, to, (nuint)destination.Length, source, (nuint)frame.Length);
            return Zstd.IsError(written) ? -1 : (int)written;
        }
    }

    protected override bool ReleaseHandle() => !Zstd.IsError(Zstd.Calls.FreeDecompressor(handle));
}
