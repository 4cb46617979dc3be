using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ludos.Projections.Wasm4.Drawing;

namespace Ludos.Projections.Wasm4.Tests;

/// <summary>64 KiB of cart memory to draw into.</summary>
public sealed unsafe class CartScreen : IDisposable
{
    private readonly byte* _memory = (byte*)NativeMemory.AllocZeroed(CartMemory.SizeBytes);

    public Surface Surface => new(_memory);

    public Span<byte> Memory => new(_memory, CartMemory.SizeBytes);

    public Span<byte> Framebuffer => Surface.Framebuffer;

    public byte* Pointer => _memory;

    public ushort DrawColors
    {
        set
        {
            _memory[CartMemory.DrawColors] = (byte)value;
            _memory[CartMemory.DrawColors + 1] = (byte)(value >> 8);
        }
    }

    public int this[int x, int y] => Framebuffer[(160 * y + x) / 4] >> (x % 4 * 2) & 3;

    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Framebuffer));

    public int CountNonZero()
    {
        int count = 0;
        for (int y = 0; y < 160; y++)
        {
            for (int x = 0; x < 160; x++)
                count += this[x, y] != 0 ? 1 : 0;
        }
        return count;
    }

    public void Dispose() => NativeMemory.Free(_memory);
}
