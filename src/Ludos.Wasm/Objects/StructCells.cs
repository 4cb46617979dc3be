using System.Runtime.CompilerServices;

namespace Ludos.Wasm.Objects;

/// <summary>Rows of cells in the lengths that structs come in. The longest holds as many fields as a struct may have.</summary>
internal static class StructCells
{
    private static readonly (int Length, Type Row)[] Rows =
    [
        (1, typeof(Of1<>)), (2, typeof(Of2<>)), (3, typeof(Of3<>)), (4, typeof(Of4<>)), (5, typeof(Of5<>)),
        (6, typeof(Of6<>)), (7, typeof(Of7<>)), (8, typeof(Of8<>)), (10, typeof(Of10<>)), (12, typeof(Of12<>)),
        (14, typeof(Of14<>)), (16, typeof(Of16<>)), (20, typeof(Of20<>)), (24, typeof(Of24<>)), (28, typeof(Of28<>)),
        (32, typeof(Of32<>)), (40, typeof(Of40<>)), (48, typeof(Of48<>)), (56, typeof(Of56<>)), (64, typeof(Of64<>)),
        (96, typeof(Of96<>)), (128, typeof(Of128<>)), (192, typeof(Of192<>)), (256, typeof(Of256<>)), (384, typeof(Of384<>)),
        (512, typeof(Of512<>)), (1024, typeof(Of1024<>)), (2048, typeof(Of2048<>)), (4096, typeof(Of4096<>)), (8192, typeof(Of8192<>)),
        (20000, typeof(Of20000<>)),
    ];

    /// <summary>The shortest that is long enough, and how long it is.</summary>
    public static (int Length, Type Row) For(int cells) => Rows.First(row => row.Length >= cells);

    [InlineArray(1)]
    internal struct Of1<T>
    {
        private T _first;
    }

    [InlineArray(2)]
    internal struct Of2<T>
    {
        private T _first;
    }

    [InlineArray(3)]
    internal struct Of3<T>
    {
        private T _first;
    }

    [InlineArray(4)]
    internal struct Of4<T>
    {
        private T _first;
    }

    [InlineArray(5)]
    internal struct Of5<T>
    {
        private T _first;
    }

    [InlineArray(6)]
    internal struct Of6<T>
    {
        private T _first;
    }

    [InlineArray(7)]
    internal struct Of7<T>
    {
        private T _first;
    }

    [InlineArray(8)]
    internal struct Of8<T>
    {
        private T _first;
    }

    [InlineArray(10)]
    internal struct Of10<T>
    {
        private T _first;
    }

    [InlineArray(12)]
    internal struct Of12<T>
    {
        private T _first;
    }

    [InlineArray(14)]
    internal struct Of14<T>
    {
        private T _first;
    }

    [InlineArray(16)]
    internal struct Of16<T>
    {
        private T _first;
    }

    [InlineArray(20)]
    internal struct Of20<T>
    {
        private T _first;
    }

    [InlineArray(24)]
    internal struct Of24<T>
    {
        private T _first;
    }

    [InlineArray(28)]
    internal struct Of28<T>
    {
        private T _first;
    }

    [InlineArray(32)]
    internal struct Of32<T>
    {
        private T _first;
    }

    [InlineArray(40)]
    internal struct Of40<T>
    {
        private T _first;
    }

    [InlineArray(48)]
    internal struct Of48<T>
    {
        private T _first;
    }

    [InlineArray(56)]
    internal struct Of56<T>
    {
        private T _first;
    }

    [InlineArray(64)]
    internal struct Of64<T>
    {
        private T _first;
    }

    [InlineArray(96)]
    internal struct Of96<T>
    {
        private T _first;
    }

    [InlineArray(128)]
    internal struct Of128<T>
    {
        private T _first;
    }

    [InlineArray(192)]
    internal struct Of192<T>
    {
        private T _first;
    }

    [InlineArray(256)]
    internal struct Of256<T>
    {
        private T _first;
    }

    [InlineArray(384)]
    internal struct Of384<T>
    {
        private T _first;
    }

    [InlineArray(512)]
    internal struct Of512<T>
    {
        private T _first;
    }

    [InlineArray(1024)]
    internal struct Of1024<T>
    {
        private T _first;
    }

    [InlineArray(2048)]
    internal struct Of2048<T>
    {
        private T _first;
    }

    [InlineArray(4096)]
    internal struct Of4096<T>
    {
        private T _first;
    }

    [InlineArray(8192)]
    internal struct Of8192<T>
    {
        private T _first;
    }

    [InlineArray(20000)]
    internal struct Of20000<T>
    {
        private T _first;
    }
}
