using System.Runtime.CompilerServices;

namespace Ludos.Wasm.Objects;

/// <summary>Rows of cells in the lengths that structs come in. The longest holds as many fields as a struct may have.</summary>
internal static class StructCells
{
    public static Type[] Lengths { get; } =
    [
        typeof(Of1), typeof(Of2), typeof(Of3), typeof(Of4), typeof(Of5), typeof(Of6), typeof(Of7), typeof(Of8),
        typeof(Of10), typeof(Of12), typeof(Of14), typeof(Of16), typeof(Of20), typeof(Of24), typeof(Of28), typeof(Of32),
        typeof(Of40), typeof(Of48), typeof(Of56), typeof(Of64), typeof(Of96), typeof(Of128), typeof(Of192), typeof(Of256),
        typeof(Of384), typeof(Of512), typeof(Of1024), typeof(Of2048), typeof(Of4096), typeof(Of8192), typeof(Of20000),
    ];

    [InlineArray(1)]
    internal struct Of1
    {
        private StructCell _first;
    }

    [InlineArray(2)]
    internal struct Of2
    {
        private StructCell _first;
    }

    [InlineArray(3)]
    internal struct Of3
    {
        private StructCell _first;
    }

    [InlineArray(4)]
    internal struct Of4
    {
        private StructCell _first;
    }

    [InlineArray(5)]
    internal struct Of5
    {
        private StructCell _first;
    }

    [InlineArray(6)]
    internal struct Of6
    {
        private StructCell _first;
    }

    [InlineArray(7)]
    internal struct Of7
    {
        private StructCell _first;
    }

    [InlineArray(8)]
    internal struct Of8
    {
        private StructCell _first;
    }

    [InlineArray(10)]
    internal struct Of10
    {
        private StructCell _first;
    }

    [InlineArray(12)]
    internal struct Of12
    {
        private StructCell _first;
    }

    [InlineArray(14)]
    internal struct Of14
    {
        private StructCell _first;
    }

    [InlineArray(16)]
    internal struct Of16
    {
        private StructCell _first;
    }

    [InlineArray(20)]
    internal struct Of20
    {
        private StructCell _first;
    }

    [InlineArray(24)]
    internal struct Of24
    {
        private StructCell _first;
    }

    [InlineArray(28)]
    internal struct Of28
    {
        private StructCell _first;
    }

    [InlineArray(32)]
    internal struct Of32
    {
        private StructCell _first;
    }

    [InlineArray(40)]
    internal struct Of40
    {
        private StructCell _first;
    }

    [InlineArray(48)]
    internal struct Of48
    {
        private StructCell _first;
    }

    [InlineArray(56)]
    internal struct Of56
    {
        private StructCell _first;
    }

    [InlineArray(64)]
    internal struct Of64
    {
        private StructCell _first;
    }

    [InlineArray(96)]
    internal struct Of96
    {
        private StructCell _first;
    }

    [InlineArray(128)]
    internal struct Of128
    {
        private StructCell _first;
    }

    [InlineArray(192)]
    internal struct Of192
    {
        private StructCell _first;
    }

    [InlineArray(256)]
    internal struct Of256
    {
        private StructCell _first;
    }

    [InlineArray(384)]
    internal struct Of384
    {
        private StructCell _first;
    }

    [InlineArray(512)]
    internal struct Of512
    {
        private StructCell _first;
    }

    [InlineArray(1024)]
    internal struct Of1024
    {
        private StructCell _first;
    }

    [InlineArray(2048)]
    internal struct Of2048
    {
        private StructCell _first;
    }

    [InlineArray(4096)]
    internal struct Of4096
    {
        private StructCell _first;
    }

    [InlineArray(8192)]
    internal struct Of8192
    {
        private StructCell _first;
    }

    [InlineArray(20000)]
    internal struct Of20000
    {
        private StructCell _first;
    }
}
