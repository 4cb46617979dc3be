using System.Runtime.InteropServices;
using Ludos.Modules;
using Ludos.Runtime.Input;
using Ludos.State;

namespace Ludos.Runtime.World;

/// <summary>The region that the runtime itself owns: buttons and pointer, written at the start of each tick.</summary>
internal static class InputRegion
{
    public const string Owner = "runtime";

    public static RegionSchema Schema(int slots) => new(
        ModuleManifest.InputName,
        [
            new FieldSchema(1, "gamepad", FieldType.U8, InputBindings.Players),
            new FieldSchema(2, "mouseX", FieldType.I16),
            new FieldSchema(3, "mouseY", FieldType.I16),
            new FieldSchema(4, "mouseButtons", FieldType.U8),
            new FieldSchema(5, "mouseSeen", FieldType.U8),
            new FieldSchema(6, "reserved", FieldType.U8, 2),
        ],
        1,
        slots,
        IsVolatile: false);

    public static byte[] InitialContent()
    {
        var frame = InputFrame.Initial;
        return MemoryMarshal.AsBytes(new ReadOnlySpan<InputFrame>(in frame)).ToArray();
    }

    public static void Publish(RegionWriter writer, in InputFrame frame)
    {
        using var scope = writer.Begin(WriteMode.Replace);
        MemoryMarshal.AsBytes(new ReadOnlySpan<InputFrame>(in frame)).CopyTo(scope.Bytes);
        scope.Publish();
    }
}
