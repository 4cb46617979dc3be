using Ludos.Wasm.Decoding;

namespace Ludos.Wasm.Execution;

internal enum GlobalPlaceKind : byte
{
    /// <summary>In the block of the module's own mutable numbers.</summary>
    Mutable,

    /// <summary>In the block of immutable numbers.</summary>
    Constant,

    /// <summary>A <see cref="WasmGlobal"/>: references, and mutable numbers that are imported.</summary>
    Object,
}

internal readonly record struct GlobalPlace(GlobalPlaceKind Kind, int Slot);

/// <summary>Where each global of a module lies. The block of mutable numbers is in index order.</summary>
internal static class GlobalLayout
{
    public const int SlotBytes = 16;

    public static GlobalPlace[] Of(ModuleContents module)
    {
        var places = new GlobalPlace[module.Globals.Count];
        var mutable = 0;
        var constant = 0;
        for (var i = 0; i < places.Length; i++)
        {
            var (type, isMutable) = module.Globals[i];
            places[i] = type.IsReference || (isMutable && i < module.ImportedGlobals) ? new GlobalPlace(GlobalPlaceKind.Object, 0)
                : isMutable ? new GlobalPlace(GlobalPlaceKind.Mutable, mutable++)
                : new GlobalPlace(GlobalPlaceKind.Constant, constant++);
        }

        return places;
    }

    public static int BlockBytes(GlobalPlace[] places, GlobalPlaceKind kind) => places.Count(place => place.Kind == kind) * SlotBytes;
}
