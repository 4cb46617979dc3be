using System.Runtime.CompilerServices;

namespace Ludos.Wasm.Compilation.Splitting;

/// <summary>Room in a function's frame by size, for numbers and for references: the smallest that is enough is taken.</summary>
internal static class FrameSlots
{
    public const int NumberBytes = 8;

    private static readonly (int Count, Type Type)[] Numbers =
    [
        (16, typeof(Numbers16)), (128, typeof(Numbers128)), (1024, typeof(Numbers1024)), (8192, typeof(Numbers8192)), (65536, typeof(Numbers65536)),
    ];

    private static readonly (int Count, Type Type)[] References =
    [
        (16, typeof(References16)), (256, typeof(References256)), (4096, typeof(References4096)), (32768, typeof(References32768)),
    ];

    /// <summary>Null when there is none so large.</summary>
    public static Type? ForNumbers(int count) => Smallest(Numbers, count);

    /// <summary>Null when there is none so large.</summary>
    public static Type? ForReferences(int count) => Smallest(References, count);

    private static Type? Smallest((int Count, Type Type)[] sizes, int count) => Array.Find(sizes, size => size.Count >= count).Type;

    [InlineArray(16)]
    private struct Numbers16
    {
        public long First;
    }

    [InlineArray(128)]
    private struct Numbers128
    {
        public long First;
    }

    [InlineArray(1024)]
    private struct Numbers1024
    {
        public long First;
    }

    [InlineArray(8192)]
    private struct Numbers8192
    {
        public long First;
    }

    [InlineArray(65536)]
    private struct Numbers65536
    {
        public long First;
    }

    [InlineArray(16)]
    private struct References16
    {
        public object? First;
    }

    [InlineArray(256)]
    private struct References256
    {
        public object? First;
    }

    [InlineArray(4096)]
    private struct References4096
    {
        public object? First;
    }

    [InlineArray(32768)]
    private struct References32768
    {
        public object? First;
    }
}
