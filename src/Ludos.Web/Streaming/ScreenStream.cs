using System.Runtime.InteropServices;
using Ludos.Protocols.View.V1;
using Ludos.Web.Protocol;

namespace Ludos.Web.Streaming;

/// <summary>
/// The screen as one page holds it, and how many frames are on their way there. The socket keeps order and loses nothing, so
/// a delta builds on the last frame sent; acknowledgements only set the pace.
/// </summary>
internal sealed class ScreenStream(int pixelBytes, int paletteBytes)
{
    private readonly byte[] _pixels = new byte[pixelBytes];
    private readonly byte[] _palette = new byte[paletteBytes];
    private readonly byte[] _message = new byte[ViewScreenHead.SizeBytes + paletteBytes + ScreenDelta.MaxBytes(pixelBytes)];
    private ulong _epoch;
    private uint _sent;
    private uint _acknowledged;
    private int _keyWanted = 1;

    /// <summary>Frames sent and not acknowledged.</summary>
    public uint InFlight => Volatile.Read(ref _sent) - Volatile.Read(ref _acknowledged);

    public bool HasRoom => InFlight < WebLimits.MaxFramesInFlight || Volatile.Read(ref _keyWanted) != 0;

    /// <summary>The message that <see cref="Encode"/> wrote; its own until the next.</summary>
    public ReadOnlyMemory<byte> Message => _message;

    /// <summary>The page has drawn this frame and all before it. Any thread.</summary>
    /// <returns>False for a frame that is not on its way.</returns>
    public bool Acknowledge(uint sequence)
    {
        // Differences, not comparisons: the numbers wrap after two years of frames.
        if ((int)(sequence - Volatile.Read(ref _sent)) > 0)
        {
            return false;
        }

        if ((int)(sequence - Volatile.Read(ref _acknowledged)) > 0)
        {
            Volatile.Write(ref _acknowledged, sequence);
        }

        return true;
    }

    /// <summary>The page lost its frame: the next is sent whole, whatever is on its way. Any thread.</summary>
    public void WantKey() => Volatile.Write(ref _keyWanted, 1);

    /// <returns>The message's length; 0 when the page has this frame already.</returns>
    public int Encode(ReadOnlySpan<byte> pixels, ReadOnlySpan<byte> palette, ulong epoch)
    {
        var isKey = Volatile.Read(ref _keyWanted) != 0;
        if (epoch == 0 || (!isKey && epoch == _epoch && palette.SequenceEqual(_palette)))
        {
            return 0;
        }

        var runs = _message.AsSpan(ViewScreenHead.SizeBytes + palette.Length);
        var written = isKey ? ScreenDelta.WriteAll(pixels, runs) : ScreenDelta.Write(_pixels, pixels, runs);
        _epoch = epoch;
        if (written == 0 && palette.SequenceEqual(_palette))
        {
            return 0;
        }

        WriteHeader(isKey, palette, epoch, _sent + 1);
        pixels.CopyTo(_pixels);
        palette.CopyTo(_palette);
        if (isKey)
        {
            Volatile.Write(ref _keyWanted, 0);
            Volatile.Write(ref _acknowledged, _sent);
        }

        Volatile.Write(ref _sent, _sent + 1);
        return ViewScreenHead.SizeBytes + palette.Length + written;
    }

    private void WriteHeader(bool isKey, ReadOnlySpan<byte> palette, ulong epoch, uint sequence)
    {
        ref var head = ref MemoryMarshal.AsRef<ViewScreenHead>(_message.AsSpan());
        head.Kind = StreamLayout.ViewScreenKind;
        head.Flags = isKey ? (byte)StreamLayout.ViewScreenKeyFlag : (byte)0;
        head.PaletteBytes = (ushort)palette.Length;
        head.Sequence = sequence;
        head.Epoch = epoch;
        head.BaseSequence = isKey ? 0 : _sent;
        head.ScreenBytes = (uint)_pixels.Length;
        palette.CopyTo(_message.AsSpan(ViewScreenHead.SizeBytes));
    }
}
