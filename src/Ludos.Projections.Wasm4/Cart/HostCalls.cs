using Ludos.Projections.Wasm4.Drawing;
using Ludos.Projections.Wasm4.Lettering;
using Ludos.Projections.Wasm4.Sound;
using Ludos.Projections.Wasm4.Tracing;
using Ludos.Wasm;

namespace Ludos.Projections.Wasm4.Cart;

/// <summary>The functions a cart may import, on one cart's memory. Called by the cart only, on its thread; none allocates, but to refuse.</summary>
internal sealed unsafe class HostCalls
{
    private readonly CartBlocks _blocks;
    private readonly CartReader _reader;
    private readonly Surface _surface;
    private readonly Font _font;
    private readonly StopSignal _stop;
    private readonly IToneSink? _tones;
    private readonly TraceWriter _trace;
    private readonly TraceWriter _silent;

    public HostCalls(in CartBlocks blocks, CartHost host, StopSignal stop)
    {
        _blocks = blocks;
        _reader = new CartReader(blocks.Memory);
        _surface = new Surface(blocks.Memory);
        _font = host.Font;
        _stop = stop;
        _tones = host.Tones;
        _trace = new TraceWriter(host.Trace);
        _silent = new TraceWriter(SilentTrace.Instance);
    }

    /// <summary>The tick that tone calls are logged under.</summary>
    public long Tick { get; set; } = CartMachine.BeforeFirstTick;

    /// <summary>While set, tones and traces go nowhere: code is being put under a world that has heard them already.</summary>
    public bool IsMuted { get; set; }

    /// <summary>Whether the disk was written since this was last set to false.</summary>
    public bool IsDiskWritten { get; set; }

    public void HLine(int x, int y, int length) => LineDrawing.Horizontal(_surface, x, y, length);

    public void VLine(int x, int y, int length) => LineDrawing.Vertical(_surface, x, y, length);

    public void Line(int x1, int y1, int x2, int y2) => LineDrawing.Between(_surface, x1, y1, x2, y2);

    public void Rect(int x, int y, int width, int height) => RectDrawing.Draw(_surface, x, y, width, height);

    public void Oval(int x, int y, int width, int height) => OvalDrawing.Draw(_surface, x, y, width, height, _stop);

    public void Blit(int sprite, int x, int y, int width, int height, int flags)
        => Sprite("blit", sprite, x, y, width, height, 0, 0, width, flags);

    public void BlitSub(int sprite, int x, int y, int width, int height, int sourceX, int sourceY, int stride, int flags)
        => Sprite("blitSub", sprite, x, y, width, height, sourceX, sourceY, stride, flags);

    public void Text(int text, int x, int y)
    {
        int length = _reader.From(text, "text").Length;
        TextDrawing.DrawBytes(_surface, _font, _reader.Memory + text, length, x, y);
    }

    /// <summary>Not UTF-8, whatever its name: one byte is one glyph.</summary>
    public void TextUtf8(int text, int byteLength, int x, int y)
    {
        int length = _reader.Run(text, byteLength, "textUtf8").Length;
        TextDrawing.DrawBytes(_surface, _font, _reader.Memory + text, length, x, y);
    }

    public void TextUtf16(int text, int byteLength, int x, int y)
    {
        int units = byteLength >> 1;
        if ((text & 1) != 0)
            throw new HostTrapException($"textUtf16 was given the odd address {(uint)text}; its text is aligned to 2 bytes.");
        _ = _reader.Run(text, units < 0 ? -1 : units * 2, "textUtf16");
        TextDrawing.DrawUnits(_surface, _font, _reader.Memory + text, units, x, y);
    }

    public void Tone(int frequency, int duration, int volume, int flags)
    {
        if (IsMuted)
            return;
        var call = new ToneCall(frequency, duration, volume, flags);
        Synthesizer.Play(ref *_blocks.Sound, call);
        _tones?.Played(Tick, call);
    }

    /// <summary>Only the bytes that are copied have to lie inside memory.</summary>
    public int DiskRead(int destination, int size)
    {
        int count = Math.Min(size, _blocks.Disk->Size);
        Span<byte> target = _reader.Run(destination, count, "diskr");
        _blocks.Disk->Content[..count].CopyTo(target);
        return count;
    }

    public int DiskWrite(int source, int size)
    {
        int count = Math.Min(size, Disk.CartDisk.CapacityBytes);
        _blocks.Disk->Write(_reader.Run(source, count, "diskw"));
        IsDiskWritten = true;
        return count;
    }

    public void Trace(int text) => Tracer.Latin1(_reader, text);

    public void TraceUtf8(int text, int byteLength) => Tracer.Utf8(_reader, text, byteLength);

    public void TraceUtf16(int text, int byteLength) => Tracer.Utf16(_reader, text, byteLength);

    public void TraceF(int format, int arguments) => Tracer.Formatted(_reader, format, arguments);

    private TraceWriter Tracer => IsMuted ? _silent : _trace;

    private void Sprite(string call, int sprite, int x, int y, int width, int height, int sourceX, int sourceY, int stride, int flags)
    {
        int readable = _reader.From(sprite, call).Length;
        SpriteDrawing.Draw(_surface, _reader.Memory + sprite, readable, x, y, width, height, sourceX, sourceY, stride, flags);
    }
}
