using System.Runtime.InteropServices;

namespace Ludos.State;

/// <summary>Room for what one step changed. Memory of its own outside the managed heap, touched when it is made: filling it never waits for a page.</summary>
internal sealed unsafe class WorldFrame : IDisposable
{
    private const int Alignment = 64;

    private readonly byte* _memory;
    private readonly long[] _offsets;
    private readonly int[] _sizes;

    public WorldFrame(ReadOnlySpan<int> sizes)
    {
        _sizes = sizes.ToArray();
        _offsets = new long[sizes.Length];
        Epochs = new ulong[sizes.Length];
        HasContent = new bool[sizes.Length];
        Input = new byte[LogLimits.MaxInputBytes];
        var total = 0L;
        for (var index = 0; index < sizes.Length; index++)
        {
            _offsets[index] = total;
            total += (sizes[index] + Alignment - 1) / Alignment * Alignment;
        }

        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(Alignment, total), Alignment);
        NativeMemory.Fill(_memory, (nuint)total, 0xFF);
    }

    public ulong Step { get; set; }

    public long Tick { get; set; }

    /// <summary>Of every region, changed or not.</summary>
    public ulong[] Epochs { get; }

    /// <summary>Which regions' content is here.</summary>
    public bool[] HasContent { get; }

    public byte[] Input { get; }

    public int InputBytes { get; set; }

    /// <summary>It is the first: every region is in it, the volatile ones too.</summary>
    public bool IsWhole { get; set; }

    public Span<byte> Content(int region) => new(_memory + _offsets[region], _sizes[region]);

    public static long BytesFor(ReadOnlySpan<int> sizes)
    {
        var total = 0L;
        foreach (var size in sizes)
        {
            total += size + Alignment;
        }

        return total;
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
