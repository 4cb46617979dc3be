namespace Ludos.Wasm.Tests.Scripts;

/// <summary>The NaNs that the standard lets an operation give: the canonical one of either sign, or any quiet one.</summary>
internal static class NanBits
{
    private const uint Canonical32 = 0x7FC0_0000;
    private const ulong Canonical64 = 0x7FF8_0000_0000_0000;

    public static bool Accepts(ulong bits, bool single, bool canonical)
    {
        var mask = single ? 0x7FFF_FFFFUL : 0x7FFF_FFFF_FFFF_FFFFUL;
        var nan = single ? Canonical32 : Canonical64;
        var magnitude = bits & mask;
        return canonical ? magnitude == nan : (magnitude & nan) == nan;
    }
}
