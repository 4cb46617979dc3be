using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ludos.Projections.Wasm4.Disk;

/// <summary>A cart's disk as its region holds it: how much was written last, then 1,024 bytes.</summary>
public struct CartDisk
{
    public const int CapacityBytes = 1024;

    private int _size;
    private Storage _bytes;

    /// <summary>Bytes of the region.</summary>
    public static int RegionBytes => Unsafe.SizeOf<CartDisk>();

    /// <summary>Bytes written last, 0 to <see cref="CapacityBytes"/>; 0 when never written. A value out of range, from a foreign writer, reads as empty.</summary>
    public readonly int Size => (uint)_size <= CapacityBytes ? _size : 0;

    /// <summary>What was written last.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Content => MemoryMarshal.CreateReadOnlySpan(in Unsafe.As<Storage, byte>(ref Unsafe.AsRef(in _bytes)), Size);

    /// <summary>Replaces the whole disk. A shorter write shrinks it; bytes past its end become zero.</summary>
    /// <exception cref="ArgumentException">More than <see cref="CapacityBytes"/>.</exception>
    public void Write(ReadOnlySpan<byte> content)
    {
        Span<byte> all = MemoryMarshal.CreateSpan(ref Unsafe.As<Storage, byte>(ref _bytes), CapacityBytes);
        content.CopyTo(all);
        all[content.Length..].Clear();
        _size = content.Length;
    }

    [InlineArray(CapacityBytes)]
    private struct Storage
    {
        private byte _first;
    }
}
