using System.Collections.Immutable;
using Ludos.Projections.Wasm4.Cart;
using Ludos.Projections.Wasm4.Disk;
using Ludos.Projections.Wasm4.Sound;
using Ludos.State;

namespace Ludos.Projections.Wasm4.Loading;

/// <summary>The regions of a cart's world. All but the sound are written in place.</summary>
public static class CartRegions
{
    /// <summary>The cart's 64 KiB: registers, framebuffer, program memory.</summary>
    public const string MemoryName = "memory";

    /// <summary>The mutable globals of its code, 16 bytes each; one unused element when it has none.</summary>
    public const string GlobalsName = "globals";

    public const string DiskName = "disk";

    /// <summary>The tick's sound: 735 pairs of s16 at 44,100 Hz.</summary>
    public const string AudioName = "audio";

    /// <summary>What the synthesizer carries from one tick to the next.</summary>
    public const string VoicesName = "voices";

    public const int GlobalBytes = 16;

    /// <summary>Front, one being filled, and two that listeners outside the tick may hold.</summary>
    private const int AudioSlots = 4;

    private const int ReservedBytes = CartMemory.Framebuffer - 0x21;
    private const int ProgramBytes = CartMemory.SizeBytes - CartMemory.Framebuffer - CartMemory.FramebufferBytes;

    public static RegionSchema Memory { get; } = new(
        MemoryName,
        [
            new(1, "unused", FieldType.U32),
            new(2, "palette", FieldType.U32, CartMemory.PaletteBytes / sizeof(uint)),
            new(3, "drawColors", FieldType.U16),
            new(4, "gamepads", FieldType.U8, CartMemory.GamepadCount),
            new(5, "mouseX", FieldType.I16),
            new(6, "mouseY", FieldType.I16),
            new(7, "mouseButtons", FieldType.U8),
            new(8, "systemFlags", FieldType.U8),
            new(9, "netplay", FieldType.U8),
            new(10, "reserved", FieldType.U8, ReservedBytes),
            new(11, "framebuffer", FieldType.U8, CartMemory.FramebufferBytes),
            new(12, "program", FieldType.U8, ProgramBytes),
        ],
        Capacity: 1,
        Slots: 1,
        IsVolatile: false);

    public static RegionSchema Disk { get; } = new(
        DiskName, [new(1, "size", FieldType.I32), new(2, "bytes", FieldType.U8, CartDisk.CapacityBytes)], Capacity: 1, Slots: 1, IsVolatile: false);

    public static RegionSchema Audio { get; } = new(
        AudioName, [new(1, "left", FieldType.I16), new(2, "right", FieldType.I16)], Synthesizer.SamplesPerFrame, AudioSlots, IsVolatile: true);

    public static RegionSchema Voices { get; } = new(
        VoicesName, [new(1, "state", FieldType.U64, SynthesizerState.SizeBytes / sizeof(ulong))], Capacity: 1, Slots: 1, IsVolatile: true);

    /// <summary>All regions of one cart.</summary>
    public static ImmutableArray<RegionSchema> Of(CartProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        return [Memory, Globals(Math.Max(1, program.GlobalsBytes / GlobalBytes)), Disk, Audio, Voices];
    }

    private static RegionSchema Globals(int count)
        => new(GlobalsName, [new(1, "bits", FieldType.U64, GlobalBytes / sizeof(ulong))], count, Slots: 1, IsVolatile: false);
}
