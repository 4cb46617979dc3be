using System.Buffers.Binary;

namespace Ludos.Projections.Wasm4.Cart;

/// <summary>
/// Checks what a cart passes against its own 64 KiB. A pointer may be anything from 0 to 65,536, the end itself being empty; a pointer with its
/// top bit set is negative. Every refusal is a <see cref="Wasm.HostTrapException"/>, which stops the cart.
/// </summary>
internal readonly unsafe struct CartReader(byte* memory)
{
    public byte* Memory => memory;

    /// <summary>The bytes from a pointer to the end of memory.</summary>
    public ReadOnlySpan<byte> From(int pointer, string call)
    {
        if ((uint)pointer > CartMemory.SizeBytes)
            throw Outside(call, pointer, 0);
        return new ReadOnlySpan<byte>(memory + pointer, CartMemory.SizeBytes - pointer);
    }

    /// <summary>A run of bytes that must lie inside memory as a whole.</summary>
    public Span<byte> Run(int pointer, int length, string call)
    {
        if (length < 0 || (uint)pointer > CartMemory.SizeBytes || length > CartMemory.SizeBytes - pointer)
            throw Outside(call, pointer, length);
        return new Span<byte>(memory + pointer, length);
    }

    public byte Byte(long address, string call)
        => (ulong)address < CartMemory.SizeBytes ? memory[address] : throw Outside(call, address, 1);

    public int Int32(long address, string call) => BinaryPrimitives.ReadInt32LittleEndian(Field(address, sizeof(int), call));

    public double Double(long address, string call) => BinaryPrimitives.ReadDoubleLittleEndian(Field(address, sizeof(double), call));

    private ReadOnlySpan<byte> Field(long address, int size, string call)
        => (ulong)address <= (ulong)(CartMemory.SizeBytes - size) ? new ReadOnlySpan<byte>(memory + address, size) : throw Outside(call, address, size);

    private static Wasm.HostTrapException Outside(string call, long address, long length)
        => new($"{call} was given {length} bytes at address {address}; a cart has {CartMemory.SizeBytes} bytes of memory.");
}
