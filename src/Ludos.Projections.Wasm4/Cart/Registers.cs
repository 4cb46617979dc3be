using System.Buffers.Binary;

namespace Ludos.Projections.Wasm4.Cart;

/// <summary>The memory-mapped registers that the host writes.</summary>
internal static unsafe class Registers
{
    /// <summary>Memory as every cart finds it before it is instantiated.</summary>
    public static void Initialize(byte* memory)
    {
        new Span<byte>(memory, CartMemory.SizeBytes).Clear();
        WritePalette(memory, CartMemory.InitialPalette);
        WriteDrawColors(memory, CartMemory.InitialDrawColors);
        WriteMouse(memory, CartMemory.MouseOffScreen, CartMemory.MouseOffScreen);
    }

    public static void WritePalette(byte* memory, ReadOnlySpan<uint> colors)
    {
        for (int i = 0; i < colors.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(new Span<byte>(memory + CartMemory.Palette + 4 * i, 4), colors[i]);
    }

    public static void WriteDrawColors(byte* memory, ushort value)
        => BinaryPrimitives.WriteUInt16LittleEndian(new Span<byte>(memory + CartMemory.DrawColors, 2), value);

    public static void WriteInput(byte* memory, in CartInput input)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(new Span<byte>(memory + CartMemory.Gamepads, CartMemory.GamepadCount), input.Gamepads);
        WriteMouse(memory, input.MouseX, input.MouseY);
        memory[CartMemory.MouseButtons] = input.MouseButtons;
    }

    private static void WriteMouse(byte* memory, short x, short y)
    {
        BinaryPrimitives.WriteInt16LittleEndian(new Span<byte>(memory + CartMemory.MouseX, 2), x);
        BinaryPrimitives.WriteInt16LittleEndian(new Span<byte>(memory + CartMemory.MouseY, 2), y);
    }
}
