using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ludos.Projections.Wasm4.Cart;
using Ludos.Projections.Wasm4.Disk;
using Ludos.Projections.Wasm4.Sound;
using Ludos.Projections.Wasm4.Tracing;

namespace Ludos.Projections.Wasm4.Tests.Cart;

/// <summary>A machine on memory of its own, with everything it says written down.</summary>
public sealed unsafe class TestCart : IDisposable, ITraceSink, IToneSink
{
    private readonly byte* _block;
    private readonly CartBlocks _blocks;
    private readonly short[] _stereo = new short[Synthesizer.ValuesPerFrame];

    public TestCart(byte[] wasm)
        : this(CartProgram.Load(wasm, "test.wasm").Value)
    {
    }

    public TestCart(CartProgram program)
    {
        int globals = program.GlobalsBytes;
        nuint size = (nuint)(CartMemory.SizeBytes + globals + SynthesizerState.SizeBytes + CartDisk.RegionBytes);
        _block = (byte*)NativeMemory.AlignedAlloc(size, 16);
        NativeMemory.Clear(_block, size);
        byte* after = _block + CartMemory.SizeBytes + globals;
        _blocks = new CartBlocks
        {
            Memory = _block,
            Globals = _block + CartMemory.SizeBytes,
            GlobalsBytes = globals,
            Sound = (SynthesizerState*)after,
            Disk = (CartDisk*)(after + SynthesizerState.SizeBytes),
        };
        Program = program;
        Machine = NewMachine(program);
    }

    public CartProgram Program { get; }

    public CartMachine Machine { get; private set; }

    public List<string> Lines { get; } = [];

    public List<(long Tick, ToneCall Call)> Tones { get; } = [];

    public Span<byte> Memory => new(_block, CartMemory.SizeBytes);

    public ref CartDisk Disk => ref *_blocks.Disk;

    public Span<byte> Framebuffer => Memory.Slice(CartMemory.Framebuffer, CartMemory.FramebufferBytes);

    public ReadOnlySpan<short> Stereo => _stereo;

    public long Tick { get; private set; }

    public TestCart Boot()
    {
        Machine.Boot();
        return this;
    }

    public TestCart Update() => Update(CartInput.None);

    public TestCart Update(CartInput input)
    {
        Machine.Update(Tick++, input, _stereo);
        return this;
    }

    /// <summary>Other code over the same memory, as a swap does.</summary>
    public void SwapTo(CartProgram program)
    {
        CartMachine old = Machine;
        Machine = NewMachine(program);
        Machine.Adopt(Program);
        old.Dispose();
    }

    /// <summary>SHA-256 of palette and framebuffer, as the acceptance run hashes them.</summary>
    public string PictureHash()
        => Convert.ToHexStringLower(SHA256.HashData([.. Memory.Slice(CartMemory.Palette, CartMemory.PaletteBytes), .. Framebuffer]));

    public void Write(ReadOnlySpan<char> line) => Lines.Add(line.ToString());

    /// <summary>Run at every tone call, on the cart's thread.</summary>
    public Action OnTone { get; set; } = () => { };

    public void Played(long tick, in ToneCall call)
    {
        Tones.Add((tick, call));
        OnTone();
    }

    public void Dispose()
    {
        Machine.Dispose();
        NativeMemory.AlignedFree(_block);
    }

    private CartMachine NewMachine(CartProgram program) => new(program, _blocks, new CartHost { Trace = this, Tones = this });
}
